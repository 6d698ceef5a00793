import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {createTokenBroker, type BrokerLogEntry, type TokenBrokerOptions} from '../../../src/server/index.js';
import {CREDENTIALS, SECRET, failing, fakeUpstream} from './support/fake-upstream.js';

const SHOP = 'https://shop.example';
const ENDPOINT = 'https://api.shop.example/api/token';

const make = (options: Partial<TokenBrokerOptions> = {}) => {
  const upstream = fakeUpstream();
  const log: BrokerLogEntry[] = [];
  const broker = createTokenBroker({
    ...CREDENTIALS,
    authorize: 'public',
    allowedOrigins: [SHOP],
    fetch: upstream.fetch,
    log: (entry) => log.push(entry),
    ...options,
  });
  const ask = (headers: Record<string, string> = {}, method = 'GET') =>
    broker.handler(new Request(ENDPOINT, {method, headers}));
  return {upstream, broker, ask, log};
};

const problem = async (response: Response) => {
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  const body = (await response.json()) as {status: number; title: string; code: string; type: string};
  assert.equal(body.status, response.status);
  assert.ok(body.title && body.type);
  return body.code;
};

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
      const {ask, upstream, broker, log} = make({authorize: () => (asked++, true)});
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
      const response = await make().ask(headers);
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
    const {ask} = make({now: () => now});
    const response = await ask();
    assert.equal(response.headers.get('date'), 'Mon, 05 May 2031 05:05:05 GMT');
    assert.equal(((await response.json()) as {expires_at: string}).expires_at, '2031-05-05T06:05:05.500Z');
  });

  test('an answer that is kept for the next caller counts down with the token, not with the clock’s seconds', async () => {
    const start = Date.parse('2025-07-01T12:00:00.300Z');
    let now = start;
    const {ask, broker} = make({now: () => now});
    for (; now < start + 2500; now += 100) {
      const {expires_in} = (await (await ask()).json()) as {expires_in: number};
      assert.equal(expires_in, 3600 - Math.ceil((now - start) / 1000));
      assert.equal((await broker.getToken()).expires_in, expires_in);
    }
  });

  test('two origins in turn each get their own name in the answer', async () => {
    const {ask} = make({allowedOrigins: [SHOP, 'https://till.example']});
    for (const origin of [SHOP, 'https://till.example', SHOP])
      assert.equal((await ask({origin})).headers.get('access-control-allow-origin'), origin);
    assert.equal((await ask()).headers.get('access-control-allow-origin'), null);
  });
});

describe('a preflight', () => {
  test('of a listed origin is answered without authorize: browsers send no credentials with it', async () => {
    const {ask, upstream} = make({authorize: () => false});
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
      const {ask, upstream, log} = make({authorize});
      const response = await ask({origin: SHOP});
      assert.equal(response.status, status);
      assert.equal(response.headers.get('access-control-allow-origin'), SHOP, 'the page may read the status');
      await problem(response);
      assert.equal(upstream.calls, 0);
      assert.doesNotMatch(JSON.stringify(log), new RegExp(SECRET));
    });

  test('a Response is sent as it is, but not stored and readable for the page', async () => {
    const {ask} = make({
      authorize: async () =>
        new Response('log in', {status: 401, headers: {'www-authenticate': 'Bearer', 'cache-control': 'public'}}),
    });
    const response = await ask({origin: SHOP});
    assert.deepEqual([response.status, await response.text()], [401, 'log in']);
    assert.equal(response.headers.get('www-authenticate'), 'Bearer');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('access-control-allow-origin'), SHOP);
  });

  test('sees the request and the context; true opens', async () => {
    const {broker} = make({
      authorize: async (request, {req}) =>
        request.headers.get('cookie') === 'sid=1' && (req as {user: string}).user === 'ada',
    });
    const request = () => new Request(ENDPOINT, {headers: {cookie: 'sid=1'}});
    assert.equal((await broker.handler(request(), {req: {user: 'ada'}})).status, 200);
    assert.equal((await broker.handler(request(), {req: {user: 'eve'}})).status, 403);
  });
});

describe('with upstream down', () => {
  test('the answer is a 503 that says nothing of why', async () => {
    for (const status of [400, 401, 429, 500, 503]) {
      const {ask, upstream} = make();
      upstream.reply = () => failing(status);
      const response = await ask({origin: SHOP});
      const text = await response.clone().text();
      assert.equal(response.status, 503);
      assert.equal(await problem(response), 'token-unavailable');
      assert.doesNotMatch(text, /phoenix\.market|you sent|401|oauth/i);
      assert.equal(response.headers.get('access-control-allow-origin'), SHOP);
    }
  });

  test('a thousand requests at once make one upstream, and no exception', async () => {
    const {ask, upstream} = make();
    upstream.reply = () => failing(500);
    const statuses = new Set((await Promise.all(Array.from({length: 1000}, () => ask()))).map(({status}) => status));
    assert.deepEqual([...statuses], [503]);
    assert.equal(upstream.calls, 1);
  });
});

test('work in the background is handed to waitUntil once, and the old token goes out at once', async () => {
  let now = Date.parse('2025-07-01T12:00:00Z');
  const {broker, upstream} = make({now: () => now});
  const work: Promise<unknown>[] = [];
  const context = {waitUntil: (promise: Promise<unknown>) => void work.push(promise)};
  const ask = async () =>
    ((await (await broker.handler(new Request(ENDPOINT), context)).json()) as {access_token: string}).access_token;
  assert.equal(await ask(), 'token-1');
  now += 56 * 60_000;
  upstream.reply = () => failing(500);
  assert.deepEqual([await ask(), await ask()], ['token-1', 'token-1']);
  assert.equal(work.length, 2, 'one for the first token, one for the refresh');
  await Promise.all(work);
  assert.equal(upstream.calls, 2);
});
