import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import type {SharedToken, TokenStore} from '../../../src/server/index.js';
import {brokerWorld} from './support/broker-world.js';

const world = brokerWorld();

describe('a store of somebody’s own that holds nonsense costs no caller his token', () => {
  const nonsense: [string, object][] = [
    ['a token that outlives the calendar', {token: 'shared', left: 1e18, life: 1e18}],
    ['more time left than it had', {token: 'shared', left: 1e18, life: 1000}],
    ['no numbers', {token: 'shared', left: NaN, life: 'long'}],
    ['a token that is dead', {token: 'shared', left: -5, life: 3_600_000}],
    ['nothing', {}],
  ];
  for (const [name, token] of nonsense)
    test(name, async () => {
      const store: TokenStore = {acquire: async () => ({token: token as SharedToken})};
      const broker = world.make({store});
      const asked = broker.getToken();
      await world.clock.tickAsync(60_000);
      assert.ok((await asked).access_token);
      const response = await broker.handler(new Request('https://shop.example/api/token'));
      assert.equal(response.status, 200);
    });

  test('no answer at all, and methods that are not there', async () => {
    for (const store of [{acquire: () => new Promise(() => {})}, {}] as TokenStore[]) {
      const asked = world.make({store}).getToken();
      await world.clock.tickAsync(2000);
      assert.match((await asked).access_token, /^token-/);
    }
    assert.equal(world.log.filter(({event}) => event === 'store-failed').length, 2);
  });
});
