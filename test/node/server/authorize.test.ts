import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import type {TokenBrokerOptions} from '../../../src/server/index.js';
import {SECRET} from './support/fake-upstream.js';
import {ENDPOINT, SHOP, guarded, problem} from './support/guarded-broker.js';

describe('authorize', () => {
  const closed: [string, TokenBrokerOptions['authorize'], number][] = [
    ['false', () => false, 403],
    ['a promise of false', async () => false, 403],
    ['a user, who is not `true`', (() => ({id: 7})) as unknown as () => boolean, 403],
    ['nothing', (() => undefined) as unknown as () => boolean, 403],
    [
      'an exception',
      () => {
        throw new Error(`no session for ${SECRET}`);
      },
      500,
    ],
    ['a rejection', () => Promise.reject(new Error('database away')), 500],
  ];
  for (const [name, authorize, status] of closed)
    test(`${name} is no`, async () => {
      const {ask, upstream, log} = guarded({authorize});
      const response = await ask({origin: SHOP});
      assert.equal(response.status, status);
      assert.equal(response.headers.get('access-control-allow-origin'), SHOP, 'the page may read the status');
      await problem(response);
      assert.equal(upstream.calls, 0);
      assert.doesNotMatch(JSON.stringify(log), new RegExp(SECRET));
    });

  test('a Response is sent as it is, but not stored and readable for the page', async () => {
    const {ask} = guarded({
      authorize: async () =>
        new Response('log in', {status: 401, headers: {'www-authenticate': 'Bearer', 'cache-control': 'public'}}),
    });
    const response = await ask({origin: SHOP});
    assert.deepEqual([response.status, await response.text()], [401, 'log in']);
    assert.equal(response.headers.get('www-authenticate'), 'Bearer');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('access-control-allow-origin'), SHOP);
  });

  test('a Response that cannot be sent is a failure, not an exception: one that has been sent before, or an error', async () => {
    const constant = new Response('log in', {status: 401});
    const cases: [TokenBrokerOptions['authorize'], number[]][] = [
      [() => constant, [401, 500]],
      [() => Response.error(), [500, 500]],
    ];
    for (const [authorize, statuses] of cases) {
      const {ask, upstream, log} = guarded({authorize});
      for (const status of statuses) {
        const response = await ask();
        assert.equal(response.status, status);
        await response.text();
      }
      assert.equal(upstream.calls, 0);
      assert.equal(log.at(-1)?.event, 'authorize-failed');
    }
  });

  test('what it throws makes one line of the log, whatever it is', async () => {
    for (const thrown of [Object.create(null), Symbol('x'), new Error('no user\r\nphoenix-payment: all is well')]) {
      const {ask, log} = guarded({authorize: () => Promise.reject(thrown as Error)});
      assert.equal((await ask()).status, 500);
      const [entry] = log;
      assert.ok(entry?.event === 'authorize-failed' && !/[\r\n]/.test(entry.message), JSON.stringify(entry));
    }
  });

  test('sees the request and the context; true opens', async () => {
    const {broker} = guarded({
      authorize: async (request, {req}) =>
        request.headers.get('cookie') === 'sid=1' && (req as {user: string}).user === 'ada',
    });
    const request = () => new Request(ENDPOINT, {headers: {cookie: 'sid=1'}});
    assert.equal((await broker.handler(request(), {req: {user: 'ada'}})).status, 200);
    assert.equal((await broker.handler(request(), {req: {user: 'eve'}})).status, 403);
  });
});
