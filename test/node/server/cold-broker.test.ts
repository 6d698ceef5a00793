import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {TokenBrokerError} from '../../../src/server/index.js';
import {START, brokerWorld, code} from './support/broker-world.js';
import {failing, fakeUpstream, granted, held} from './support/fake-upstream.js';

const world = brokerWorld();

describe('without a token', () => {
  test('a thousand callers ask upstream once', async () => {
    const answer = held<Response>();
    world.upstream.reply = () => answer.promise;
    const broker = world.make();
    const callers = Array.from({length: 1000}, () => broker.getToken());
    answer.resolve(granted('the one'));
    const tokens = new Set((await Promise.all(callers)).map(({access_token}) => access_token));
    assert.deepEqual([...tokens], ['the one']);
    assert.equal(world.upstream.calls, 1);
  });

  test('with upstream down a thousand callers ask upstream once, and all learn of it', async () => {
    world.upstream.reply = () => failing(500);
    const broker = world.make();
    const results = await Promise.allSettled(Array.from({length: 1000}, () => broker.getToken()));
    assert.ok(results.every((result) => result.status === 'rejected' && code('upstream-failed')(result.reason)));
    assert.equal(world.upstream.calls, 1);
  });

  test('a failure is not remembered: the next caller asks again, at once', async () => {
    for (const reply of [() => failing(500), () => Promise.reject(new TypeError('fetch failed')), () => failing(401)]) {
      world.upstream = fakeUpstream((call) => (call === 1 ? reply() : granted('second')));
      const broker = world.make();
      await assert.rejects(broker.getToken());
      assert.equal((await broker.getToken()).access_token, 'second');
    }
  });

  test('from the second failure on callers wait out the pause, together', async () => {
    world.upstream.reply = (call) => (call <= 2 ? failing(500) : granted('third'));
    const broker = world.make();
    await assert.rejects(broker.getToken());
    await assert.rejects(broker.getToken());
    const callers = Promise.all([broker.getToken(), broker.getToken()]);
    await world.clock.tickAsync(900);
    assert.equal(world.upstream.calls, 2, 'the pause after two failures is 1 to 2 s');
    await world.clock.tickAsync(1100);
    assert.equal((await callers)[1]?.access_token, 'third');
    assert.equal(world.upstream.calls, 3);
  });

  test('an upstream that stays down is asked less and less, half a minute apart in the end', async () => {
    world.upstream.reply = () => failing(503);
    const broker = world.make();
    for (let second = 0; second < 600; second++) {
      void broker.getToken().catch(() => {});
      await world.clock.tickAsync(1000);
    }
    assert.ok(
      world.upstream.calls >= 20 && world.upstream.calls <= 50,
      `${world.upstream.calls} requests in ten minutes`,
    );
  });

  test('a success starts the count of failures anew', async () => {
    world.upstream.reply = (call) =>
      call === 4 ? granted('a', {expires_in: 10}) : call === 6 ? granted('b') : failing(500);
    const broker = world.make();
    for (let call = 1; call <= 3; call++) {
      await assert.rejects(broker.getToken());
      world.clock.setSystemTime(Date.now() + 40_000);
    }
    assert.equal((await broker.getToken()).access_token, 'a');
    world.clock.setSystemTime(Date.now() + 10_000);
    await assert.rejects(broker.getToken());
    assert.equal((await broker.getToken()).access_token, 'b', 'at once');
  });

  test('Retry-After is kept, and passed on to callers', async () => {
    for (const value of ['30', new Date(START + 30_000).toUTCString()]) {
      world.clock.setSystemTime(START);
      world.upstream = fakeUpstream((call) => (call === 1 ? failing(429, {'retry-after': value}) : granted('later')));
      const broker = world.make();
      await assert.rejects(broker.getToken(), code('upstream-rate-limited'));
      world.clock.setSystemTime(START + 27_000);
      await assert.rejects(
        broker.getToken(),
        (error) => code('paused')(error) && (error as TokenBrokerError).retryIn === 3000,
      );
      const response = await broker.handler(new Request('https://shop.example/api/token'));
      assert.deepEqual([response.status, response.headers.get('retry-after')], [503, '3']);
      assert.equal(world.upstream.calls, 1);
      world.clock.setSystemTime(START + 30_000);
      assert.equal((await broker.getToken()).access_token, 'later');
    }
  });

  test('refused credentials open the circuit: two requests, then none for half a minute', async () => {
    world.upstream.reply = () => failing(401);
    const broker = world.make();
    for (let caller = 0; caller < 100; caller++) await assert.rejects(broker.getToken());
    assert.equal(world.upstream.calls, 2);
    await world.clock.tickAsync(27_000);
    await assert.rejects(broker.getToken(), code('paused'));
    assert.equal(world.upstream.calls, 2);
    await world.clock.tickAsync(18_000);
    await assert.rejects(broker.getToken(), code('upstream-refused'));
    await assert.rejects(broker.getToken(), code('paused'));
    assert.equal(world.upstream.calls, 3, 'one trial, then it is open again');
  });
});
