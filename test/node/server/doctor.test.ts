import assert from 'node:assert/strict';
import {createServer, type RequestListener} from 'node:http';
import {describe, test} from 'node:test';
import {diagnose, type Diagnosis} from '../../../src/cli/doctor.js';
import {main} from '../../../src/cli/main.js';
import {createTokenBroker} from '../../../src/server/index.js';
import {toNodeListener} from '../../../src/server/node.js';
import {mintToken} from '../../../src/testing/mint.js';
import {CREDENTIALS, SECRET, fakeUpstream, granted} from './support/fake-upstream.js';
import {listen} from './support/listen.js';

const SHOP = 'https://shop.example';

/** The diagnosis of an endpoint, and nothing of its token in it. */
async function visit(
  listener: RequestListener,
  patient: {headers?: Record<string, string>; origin?: string; timeout?: number} = {},
): Promise<Diagnosis> {
  const server = await listen(createServer(listener));
  try {
    const diagnosis = await diagnose({url: server.url, headers: {}, timeout: 5000, ...patient}, false, SECRET);
    assert.doesNotMatch(JSON.stringify(diagnosis), /eyJ|the-token/);
    return diagnosis;
  } finally {
    await server.close();
  }
}

const found = (diagnosis: Diagnosis, check: string) =>
  diagnosis.findings.filter((finding) => finding.check === check).map(({level}) => level);

/** An endpoint without fault, with one spoiled: headers, then body. */
const sick =
  (body: unknown, headers: Record<string, string | string[]> = {}, status = 200): RequestListener =>
  (_, res) => {
    res.writeHead(status, {'content-type': 'application/json', 'cache-control': 'no-store', ...headers});
    res.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

const TOKEN = {access_token: 'the-token', expires_in: 3000};

describe('the doctor finds', () => {
  const jwt = (lifetime: number) => mintToken({lifetime});
  const cases: [string, () => Promise<RequestListener> | RequestListener, string, 'warn' | 'fail' | 'info'][] = [
    ['an answer that is no JSON', () => sick('<html>'), 'shape', 'fail'],
    ['a bare string', () => sick('"the-token"'), 'shape', 'fail'],
    ['no access_token', () => sick({token: 'x'}), 'shape', 'fail'],
    ['an empty access_token', () => sick({access_token: ''}), 'shape', 'fail'],
    ['an expires_in in words', () => sick({...TOKEN, expires_in: 'soon'}), 'shape', 'fail'],
    ['500', () => sick({error: 'Failed to get access token'}, {}, 500), 'status', 'fail'],
    ['401', () => sick({}, {}, 401), 'status', 'fail'],
    ['a redirect', () => sick('', {location: '/login'}, 302), 'status', 'fail'],
    ['a wrong media type', () => sick(TOKEN, {'content-type': 'text/html'}), 'content-type', 'warn'],
    ['no lifetime at all', () => sick({access_token: 'the-token'}), 'expiry', 'warn'],
    ['a dead token', async () => sick({access_token: await jwt(-10)}), 'expiry', 'fail'],
    ['a dying token', async () => sick({access_token: await jwt(30)}), 'expiry', 'warn'],
    [
      'a stale expires_in',
      async () => sick({access_token: await jwt(1200), expires_in: 3600}),
      'expiry-agrees',
      'fail',
    ],
    [
      'a server clock that is wrong',
      () => sick(TOKEN, {date: new Date(Date.now() - 600_000).toUTCString()}),
      'clock',
      'warn',
    ],
    ['no no-store', () => sick(TOKEN, {'cache-control': 'max-age=60'}), 'no-store', 'fail'],
    ['an answer out of a cache', () => sick(TOKEN, {age: '100'}), 'cached', 'fail'],
    ['a wildcard for CORS', () => sick(TOKEN, {'access-control-allow-origin': '*'}), 'cors', 'fail'],
    [
      'an Origin that is mirrored',
      () => (req, res) =>
        sick(TOKEN, {
          'access-control-allow-origin': req.headers.origin ?? '',
          'access-control-allow-credentials': 'true',
        })(req, res),
      'cors',
      'fail',
    ],
    ['an endpoint that is open to all', () => sick(TOKEN), 'authorize', 'warn'],
    ['one that answers what other sites cause', () => sick(TOKEN), 'cross-site', 'warn'],
    [
      'JSONP',
      () => (req, res) =>
        sick(req.url?.includes('callback') ? `/**/ doctor(${JSON.stringify(TOKEN)})` : TOKEN)(req, res),
      'jsonp',
      'fail',
    ],
    ['a careless cookie', () => sick(TOKEN, {'set-cookie': ['sid=1; Path=/']}), 'cookies', 'warn'],
    ['the client secret in a header', () => sick(TOKEN, {'x-debug': `key ${SECRET}`}), 'secret', 'fail'],
    [
      'the client secret in an error',
      () => (req, res) => (req.method === 'POST' ? sick(`bad ${SECRET}`, {}, 500) : sick(TOKEN))(req, res),
      'secret',
      'fail',
    ],
    ['a field named client_secret', () => sick({...TOKEN, config: {client_secret: 'x'}}), 'fields', 'fail'],
    ['more than the token', () => sick({...TOKEN, user: {email: 'a@b.c'}}), 'fields', 'warn'],
    [
      'a stack trace',
      () => (req, res) =>
        (req.method === 'POST' ? sick('Error: x\n    at f (/srv/app.js:10:5)', {}, 500) : sick(TOKEN))(req, res),
      'errors',
      'fail',
    ],
    [
      'a token for each request',
      () => {
        let call = 0;
        return (req, res) => sick({...TOKEN, access_token: `the-token-${call++}`})(req, res);
      },
      'repeats',
      'warn',
    ],
    [
      'a limit that a reload runs into',
      () => {
        let call = 0;
        return (req, res) => (call++ < 3 ? sick(TOKEN) : sick({}, {}, 429))(req, res);
      },
      'repeats',
      'fail',
    ],
  ];
  for (const [name, listener, check, level] of cases)
    test(name, async () => {
      const diagnosis = await visit(await listener());
      assert.ok(found(diagnosis, check).includes(level), JSON.stringify(diagnosis.findings, null, 1));
      assert.equal(diagnosis.healthy, diagnosis.counts.fail === 0);
      assert.ok(diagnosis.findings.every(({level, mend}) => level === 'pass' || level === 'info' || mend));
    });

  test('an endpoint that hangs, and one that is not there', async () => {
    assert.deepEqual(found(await visit(() => {}, {timeout: 100}), 'reachable'), ['fail']);
    const gone = await diagnose({url: 'http://127.0.0.1:9/', headers: {}, timeout: 1000});
    assert.deepEqual([gone.healthy, found(gone, 'reachable')], [false, ['fail']]);
  });

  test('an origin that should be let in and is not, and what its pages cannot see', async () => {
    assert.deepEqual(found(await visit(sick(TOKEN), {origin: SHOP}), 'cors-own'), ['fail']);
    const half = await visit(sick(TOKEN, {'access-control-allow-origin': SHOP}), {origin: SHOP});
    assert.deepEqual(
      ['cors-own', 'cors-vary', 'cors-date'].flatMap((check) => found(half, check)),
      ['pass', 'warn', 'warn'],
    );
  });
});

describe('the doctor is content', () => {
  test('with the broker', async () => {
    const {fetch} = fakeUpstream(async () => granted(await mintToken()));
    const broker = createTokenBroker({
      ...CREDENTIALS,
      authorize: (request) => request.headers.get('cookie') === 'sid=1',
      allowedOrigins: [SHOP],
      fetch,
    });
    const diagnosis = await visit(toNodeListener(broker), {headers: {cookie: 'sid=1'}, origin: SHOP});
    assert.deepEqual(
      diagnosis.findings.filter(({level}) => level !== 'pass'),
      [],
    );
    assert.ok(diagnosis.healthy && diagnosis.counts.pass >= 15);
  });

  test('enough with the documented answer: a JWT and nothing else', async () => {
    const access_token = await mintToken();
    const diagnosis = await visit(sick({access_token}));
    assert.deepEqual([diagnosis.healthy, found(diagnosis, 'expiry')], [true, ['pass']]);
  });
});

describe('on the command line', () => {
  const run = async (...args: string[]) => {
    let [out, err] = ['', ''];
    const io = {
      env: {PHOENIX_CLIENT_SECRET: SECRET},
      out: (line: string) => void (out += `${line}\n`),
      err: (line: string) => void (err += `${line}\n`),
    };
    return {code: await main(args, io), out, err};
  };

  test('misuse is exit code 2, and says how it is meant', async () => {
    for (const args of [
      ['doctor'],
      ['doctor', 'a', 'b'],
      ['doctor', 'shop.example'],
      ['doctor', 'http://x.example', '--origin', 'https://a/b'],
      ['doctor', 'http://x.example', '--header', 'nonsense'],
      ['doctor', 'http://x.example', '--loud'],
      ['heal'],
    ]) {
      const {code, out, err} = await run(...args);
      assert.deepEqual([code, out], [2, ''], args.join(' '));
      assert.match(err, /^phoenix-payment: .+/);
    }
  });

  test('a secret is refused, and not repeated', async () => {
    for (const args of [
      ['serve', '--client-secret', 'abc123'],
      ['serve', `--secret=${SECRET}`],
      ['doctor', `http://x.example/?s=${SECRET}`],
    ]) {
      const {code, err} = await run(...args);
      assert.equal(code, 2);
      assert.match(err, /no secrets on the command line/);
      assert.doesNotMatch(err, /abc123|a1b2c3/);
    }
  });

  test('--help of each command says what it does', async () => {
    for (const [args, text] of [
      [['--help'], /doctor <url>/],
      [[], /doctor <url>/],
      [['help', 'serve'], /PHOENIX_AUTHORIZE/],
      [['serve', '--help'], /healthz/],
      [['doctor', '-h'], /Exit code/],
      [['sandbox', '--help'], /stand-in/],
    ] as const) {
      const {code, out} = await run(...args);
      assert.equal(code, 0);
      assert.match(out, text);
      assert.ok(out.split('\n').every((line) => line.length <= 120));
    }
  });

  test('it exits 0 or 1, prints what to mend, or one JSON object', async () => {
    const server = await listen(createServer(sick(TOKEN, {'cache-control': 'public'})));
    const text = await run('doctor', server.url);
    assert.equal(text.code, 1);
    assert.match(
      text.out,
      /FAIL {2}no-store[^]*mend: answer Cache-Control: no-store[^]*Not healthy: 1 fault, 2 warnings/,
    );
    const json = await run('doctor', server.url, '--json');
    assert.equal(json.code, 1);
    assert.equal((JSON.parse(json.out) as Diagnosis).counts.fail, 1);
    await server.close();
    const warnings = await listen(createServer(sick(TOKEN)));
    assert.equal((await run('doctor', warnings.url)).code, 0);
    assert.equal((await run('doctor', warnings.url, '--strict')).code, 1);
    await warnings.close();
  });
});
