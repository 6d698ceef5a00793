import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {MINUTE, START, brokerWorld} from './support/broker-world.js';
import {failing, granted, held} from './support/fake-upstream.js';

const world = brokerWorld();

describe('a token in hand', () => {
  test('is served from memory, with what is left of it', async () => {
    const broker = world.make();
    assert.deepEqual(await broker.getToken(), {
      access_token: 'token-1',
      expires_in: 3600,
      expires_at: '2025-07-01T13:00:00.000Z',
    });
    world.clock.setSystemTime(START + 10 * MINUTE + 500);
    assert.deepEqual(await broker.getToken(), {
      access_token: 'token-1',
      expires_in: 2999,
      expires_at: '2025-07-01T13:00:00.000Z',
    });
    assert.equal(world.upstream.calls, 1);
  });

  test('until 5 minutes before its end upstream hears nothing; from then on one request, behind the callers’ backs', async () => {
    const broker = world.make();
    await broker.getToken();
    world.clock.setSystemTime(START + 55 * MINUTE - 1);
    await broker.getToken();
    assert.equal(world.upstream.calls, 1);
    world.clock.setSystemTime(START + 55 * MINUTE);
    const answer = held<Response>();
    world.upstream.reply = () => answer.promise;
    const tokens = await Promise.all(Array.from({length: 1000}, () => broker.getToken()));
    assert.ok(
      tokens.every(({access_token}) => access_token === 'token-1'),
      'nobody waits',
    );
    assert.equal(world.upstream.calls, 2);
    answer.resolve(granted('token-2'));
    await world.clock.tickAsync(1);
    assert.equal((await broker.getToken()).access_token, 'token-2');
    assert.equal(world.upstream.calls, 2);
  });

  test('is renewed three times in a row', async () => {
    const broker = world.make();
    for (let round = 1; round <= 4; round++) {
      world.clock.setSystemTime(START + (round - 1) * 56 * MINUTE);
      await broker.getToken();
      await world.clock.tickAsync(1);
      assert.equal((await broker.getToken()).access_token, `token-${round}`);
    }
    assert.equal(world.upstream.calls, 4);
  });

  test('outlives upstream: a thousand callers, one failed request, no error', async () => {
    const broker = world.make();
    await broker.getToken();
    world.clock.setSystemTime(START + 56 * MINUTE);
    world.upstream.reply = () => failing(500);
    const serve = async () => {
      const results = await Promise.all(Array.from({length: 500}, () => broker.getToken()));
      assert.ok(results.every(({access_token}) => access_token === 'token-1'));
    };
    await serve();
    await world.clock.tickAsync(0);
    await serve();
    assert.equal(world.upstream.calls, 2);
    assert.deepEqual(
      world.log.filter(({event}) => event === 'refresh-failed').map((entry) => entry.level),
      ['warn'],
    );
    world.clock.setSystemTime(START + 60 * MINUTE - 1001);
    await serve();
  });

  test('is worth nothing in its last second: callers wait for the next', async () => {
    const broker = world.make();
    await broker.getToken();
    world.clock.setSystemTime(START + 60 * MINUTE - 999);
    assert.equal((await broker.getToken()).access_token, 'token-2');
  });

  test('a pause after failures ends with the token', async () => {
    const broker = world.make();
    await broker.getToken();
    world.upstream.reply = () => failing(500);
    for (let second = 55 * 60; second < 3598; second++) {
      world.clock.setSystemTime(START + second * 1000);
      await broker.getToken();
      await world.clock.tickAsync(0);
    }
    world.upstream.reply = () => granted('at last');
    world.clock.setSystemTime(START + 60 * MINUTE);
    assert.equal((await broker.getToken()).access_token, 'at last');
  });

  test('one that lives less than 10 minutes is renewed at half-time, not at every call', async () => {
    world.upstream.reply = (call) => granted(`token-${call}`, {expires_in: 60});
    const broker = world.make();
    for (let second = 0; second < 30; second++) {
      world.clock.setSystemTime(START + second * 1000);
      await broker.getToken();
    }
    assert.equal(world.upstream.calls, 1);
    world.clock.setSystemTime(START + 30_000);
    await broker.getToken();
    await world.clock.tickAsync(1);
    assert.equal((await broker.getToken()).access_token, 'token-2');
  });

  test('handed out again by upstream it does not set off a storm', async () => {
    world.upstream.reply = () => granted('the same', {expires_in: 3600 - Math.floor((Date.now() - START) / 1000)});
    const broker = world.make();
    for (let second = 0; second < 3590; second += 2) {
      world.clock.setSystemTime(START + second * 1000);
      await broker.getToken();
      await world.clock.tickAsync(0);
    }
    assert.ok(world.upstream.calls < 12, `${world.upstream.calls} requests`);
  });
});
