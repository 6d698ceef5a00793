import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {SHOP, guarded} from './support/guarded-broker.js';

describe('who gets one', () => {
  const welcome: [string, Record<string, string>, boolean][] = [
    ['no browser at all', {}, false],
    ['a page of the same origin', {'sec-fetch-site': 'same-origin'}, false],
    ['the developer who opens the address', {'sec-fetch-site': 'none'}, false],
    [
      'a page of the same origin that sends Origin, behind a proxy that ends TLS',
      {origin: 'https://api.shop.example', host: 'api.shop.example'},
      false,
    ],
    ['a page of a listed origin', {origin: SHOP}, true],
    ['a page of a listed origin on the same site', {origin: SHOP, 'sec-fetch-site': 'same-site'}, true],
    ['a page of a listed origin on another site', {origin: SHOP, 'sec-fetch-site': 'cross-site'}, true],
  ];
  for (const [name, headers, cors] of welcome)
    test(name, async () => {
      const response = await guarded().ask(headers);
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('content-type'), 'application/json');
      assert.equal(response.headers.get('cache-control'), 'no-store');
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
      assert.equal(response.headers.get('cross-origin-resource-policy'), 'same-origin');
      assert.match(response.headers.get('vary') ?? '', /Origin/);
      assert.equal(response.headers.get('access-control-allow-origin'), cors ? SHOP : null);
      assert.equal(response.headers.get('access-control-allow-credentials'), cors ? 'true' : null);
      assert.equal(response.headers.get('access-control-expose-headers'), cors ? 'Date, Age, Retry-After' : null);
      assert.deepEqual(Object.keys((await response.json()) as object), ['access_token', 'expires_in', 'expires_at']);
    });

  test('the answer says what time it is, on the clock of expires_at', async () => {
    const now = Date.parse('2031-05-05T05:05:05.500Z');
    const {ask} = guarded({now: () => now});
    const response = await ask();
    assert.equal(response.headers.get('date'), 'Mon, 05 May 2031 05:05:05 GMT');
    assert.equal(((await response.json()) as {expires_at: string}).expires_at, '2031-05-05T06:05:05.500Z');
  });

  test('an answer that is kept for the next caller counts down with the token, not with the clock’s seconds', async () => {
    const start = Date.parse('2025-07-01T12:00:00.300Z');
    let now = start;
    const {ask, broker} = guarded({now: () => now});
    for (; now < start + 2500; now += 100) {
      const {expires_in} = (await (await ask()).json()) as {expires_in: number};
      assert.equal(expires_in, 3600 - Math.ceil((now - start) / 1000));
      assert.equal((await broker.getToken()).expires_in, expires_in);
    }
  });

  test('two origins in turn each get their own name in the answer', async () => {
    const {ask} = guarded({allowedOrigins: [SHOP, 'https://till.example']});
    for (const origin of [SHOP, 'https://till.example', SHOP])
      assert.equal((await ask({origin})).headers.get('access-control-allow-origin'), origin);
    assert.equal((await ask()).headers.get('access-control-allow-origin'), null);
  });
});
