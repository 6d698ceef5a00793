import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {MINUTE, START, brokerWorld} from './support/broker-world.js';
import {failing, granted} from './support/fake-upstream.js';

const world = brokerWorld();

describe('telling', () => {
  test('stats count hits, waits, refreshes, failures and the token’s age', async () => {
    const broker = world.make();
    assert.deepEqual(broker.stats(), {
      hits: 0,
      waits: 0,
      refreshes: 0,
      adoptions: 0,
      failures: 0,
      storeFailures: 0,
      refusals: 0,
      age: null,
      expiresIn: null,
    });
    await broker.getToken();
    await broker.getToken();
    world.clock.setSystemTime(START + 56 * MINUTE);
    world.upstream.reply = () => failing(500);
    await broker.getToken();
    await world.clock.tickAsync(0);
    assert.deepEqual(broker.stats(), {
      hits: 2,
      waits: 1,
      refreshes: 1,
      adoptions: 0,
      failures: 1,
      storeFailures: 0,
      refusals: 0,
      age: 3360,
      expiresIn: 240,
    });
  });

  test('a log that throws, or rejects, takes nothing down', async () => {
    for (const broken of [
      () => {
        throw new Error('disk full');
      },
      () => Promise.reject(new Error('disk full')),
    ])
      assert.ok(await world.make({log: broken}).getToken());
  });

  test('without a log, failures show on the console, and only they', async (t) => {
    const warn = t.mock.method(console, 'warn', () => {});
    world.upstream.reply = (call) => (call === 1 ? failing(500) : granted('x'));
    const broker = world.make({log: undefined});
    await broker.getToken().catch(() => {});
    await broker.getToken();
    assert.deepEqual(
      warn.mock.calls.map(({arguments: line}) => line),
      [['phoenix-payment: refresh-failed: Phoenix failed (500)']],
    );
  });
});
