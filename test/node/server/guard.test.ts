import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {SHOP, guarded, problem} from './support/guarded-broker.js';

describe('who gets no token, and does not even reach authorize', () => {
  const refused: [string, Record<string, string>, string, number, string][] = [
    ...['POST', 'PUT', 'DELETE', 'PATCH', 'HEAD'].map(
      (method): [string, Record<string, string>, string, number, string] => [
        method,
        {},
        method,
        405,
        'method-not-allowed',
      ],
    ),
    ['a page of an origin that is not listed', {origin: 'https://evil.example'}, 'GET', 403, 'origin-refused'],
    ['a listed origin with another scheme', {origin: 'http://shop.example'}, 'GET', 403, 'origin-refused'],
    ['a listed origin with another port', {origin: 'https://shop.example:8443'}, 'GET', 403, 'origin-refused'],
    ['a subdomain of a listed origin', {origin: 'https://a.shop.example'}, 'GET', 403, 'origin-refused'],
    [
      'an origin that starts with a listed one',
      {origin: 'https://shop.example.evil.example'},
      'GET',
      403,
      'origin-refused',
    ],
    ['a sandboxed frame', {origin: 'null'}, 'GET', 403, 'origin-refused'],
    [
      'a preflight of an origin that is not listed',
      {origin: 'https://evil.example', 'access-control-request-method': 'GET'},
      'OPTIONS',
      403,
      'origin-refused',
    ],
    [
      'a script tag of another site',
      {'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors'},
      'GET',
      403,
      'site-refused',
    ],
    ['an image of a sibling subdomain', {'sec-fetch-site': 'same-site'}, 'GET', 403, 'site-refused'],
    [
      'a link on another site',
      {'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate'},
      'GET',
      403,
      'site-refused',
    ],
    ['a value of Sec-Fetch-Site that nobody has heard of', {'sec-fetch-site': 'next-door'}, 'GET', 403, 'site-refused'],
    [
      'an unlisted origin that claims the same host, where the browser says cross-site',
      {origin: 'https://api.shop.example', 'sec-fetch-site': 'cross-site'},
      'GET',
      403,
      'origin-refused',
    ],
  ];
  for (const [name, headers, method, status, code] of refused)
    test(name, async () => {
      let asked = 0;
      const {ask, upstream, broker, log} = guarded({authorize: () => (asked++, true)});
      const response = await ask(headers, method);
      assert.equal(response.status, status);
      assert.equal(response.headers.get('access-control-allow-origin'), null);
      assert.match(response.headers.get('vary') ?? '', /Origin/);
      if (status === 405) assert.equal(response.headers.get('allow'), 'GET, OPTIONS');
      if (method !== 'HEAD') assert.equal(await problem(response), code);
      assert.deepEqual([asked, upstream.calls, broker.stats().refusals], [0, 0, 1]);
      assert.deepEqual(log, [{event: 'request-refused', level: 'info', status, code}]);
    });
});

describe('a preflight', () => {
  test('of a listed origin is answered without authorize: browsers send no credentials with it', async () => {
    const {ask, upstream} = guarded({authorize: () => false});
    const response = await ask(
      {origin: SHOP, 'access-control-request-method': 'GET', 'access-control-request-headers': 'x-csrf,authorization'},
      'OPTIONS',
    );
    assert.equal(response.status, 204);
    assert.equal(response.headers.get('access-control-allow-origin'), SHOP);
    assert.equal(response.headers.get('access-control-allow-methods'), 'GET');
    assert.equal(response.headers.get('access-control-allow-headers'), 'x-csrf,authorization');
    assert.equal(response.headers.get('access-control-allow-credentials'), 'true');
    assert.match(response.headers.get('vary') ?? '', /Access-Control-Request-Headers/);
    assert.equal(upstream.calls, 0);
  });
});
