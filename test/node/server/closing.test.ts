import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {brokerWorld, code} from './support/broker-world.js';

const world = brokerWorld();

describe('closing', () => {
  test('ends the request under way; its callers and all later ones get `closed`', async () => {
    let signal: AbortSignal | undefined;
    const broker = world.make({fetch: (_, init) => ((signal = init!.signal!), new Promise(() => {}))});
    const waiting = assert.rejects(broker.getToken(), code('closed'));
    await broker.close();
    await waiting;
    assert.equal(signal?.aborted, true);
    await assert.rejects(broker.getToken(), code('closed'));
    assert.equal((await broker.handler(new Request('https://shop.example/'))).status, 503);
    await broker.close();
  });

  test('even a token in hand is not served after it', async () => {
    const broker = world.make();
    await broker.getToken();
    await broker.close();
    await assert.rejects(broker.getToken(), code('closed'));
  });

  test('a broker leaves no timer behind', async () => {
    await world.make().getToken();
    assert.equal(world.clock.countTimers(), 0);
  });
});
