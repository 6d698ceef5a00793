import assert from 'node:assert/strict';
import type {RequestListener} from 'node:http';
import {describe, test} from 'node:test';
import {diagnose} from '../../../src/cli/doctor.js';
import {createTokenBroker} from '../../../src/server/index.js';
import {toNodeListener} from '../../../src/server/node.js';
import {mintToken} from '../../../src/testing/mint.js';
import {SHOP, TOKEN, found, sick, visit} from './support/doctor-visit.js';
import {CREDENTIALS, SECRET, fakeUpstream, granted} from './support/fake-upstream.js';

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

  test('an answer too deep for a call stack, and one that never ends', async () => {
    const deep = await visit(sick('['.repeat(100_000) + ']'.repeat(100_000)));
    assert.deepEqual(found(deep, 'shape'), ['fail']);
    const endless = await visit((_, res) => void res.end('x'.repeat(300_000)));
    assert.deepEqual(found(endless, 'reachable'), ['fail']);
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
