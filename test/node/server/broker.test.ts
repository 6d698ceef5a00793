import assert from 'node:assert/strict';
import {afterEach, beforeEach, describe, test} from 'node:test';
import {inspect} from 'node:util';
import FakeTimers, {type Clock} from '@sinonjs/fake-timers';
import {
  createTokenBroker,
  TokenBrokerError,
  type BrokerLogEntry,
  type TokenBrokerOptions,
} from '../../../src/server/index.js';
import {
  CREDENTIALS,
  SECRET,
  documented,
  failing,
  fakeUpstream,
  granted,
  held,
  type FakeUpstream,
} from './support/fake-upstream.js';

const START = Date.parse('2025-07-01T12:00:00Z');
const MINUTE = 60_000;

let clock: Clock;
let upstream: FakeUpstream;
let log: BrokerLogEntry[];

beforeEach(() => {
  clock = FakeTimers.install({now: START, toFake: ['setTimeout', 'clearTimeout', 'Date']});
  upstream = fakeUpstream();
  log = [];
});
afterEach(() => clock.uninstall());

const make = (options: Partial<TokenBrokerOptions> = {}) =>
  createTokenBroker({
    ...CREDENTIALS,
    authorize: 'public',
    fetch: upstream.fetch,
    log: (entry) => log.push(entry),
    ...options,
  });

const code = (expected: string) => (error: unknown) => error instanceof TokenBrokerError && error.code === expected;

describe('a broker that cannot be right does not start', () => {
  const wrong: [string, unknown, RegExp][] = [
    ['no authorize', {authorize: undefined}, /authorize is missing/],
    ['authorize: true', {authorize: true}, /authorize is missing/],
    ['no client id', {clientId: ''}, /clientId/],
    ['no client secret', {clientSecret: undefined}, /clientSecret/],
    ['a token URL without TLS', {tokenUrl: 'http://api.phoenix.market/oauth/token'}, /https/],
    ['a token URL that only starts like loopback', {tokenUrl: 'http://127.0.0.1.evil.example/'}, /https/],
    ['a relative token URL', {tokenUrl: '/oauth/token'}, /tokenUrl/],
    ['a wildcard origin', {allowedOrigins: ['*']}, /every site/],
    ['an origin with a slash', {allowedOrigins: ['https://shop.example/']}, /exact origin/],
    ['the null origin', {allowedOrigins: ['null']}, /exact origin/],
    ['a timeout of 0', {timeout: 0}, /timeout/],
  ];
  for (const [name, options, message] of wrong)
    test(name, () => {
      assert.throws(
        () => make(options as Partial<TokenBrokerOptions>),
        (error: Error) => error instanceof TypeError && message.test(error.message) && !inspect(error).includes(SECRET),
      );
    });
});

describe('without a token', () => {
  test('a thousand callers ask upstream once', async () => {
    const answer = held<Response>();
    upstream.reply = () => answer.promise;
    const broker = make();
    const callers = Array.from({length: 1000}, () => broker.getToken());
    answer.resolve(granted('the one'));
    const tokens = new Set((await Promise.all(callers)).map(({access_token}) => access_token));
    assert.deepEqual([...tokens], ['the one']);
    assert.equal(upstream.calls, 1);
  });

  test('with upstream down a thousand callers ask upstream once, and all learn of it', async () => {
    upstream.reply = () => failing(500);
    const broker = make();
    const results = await Promise.allSettled(Array.from({length: 1000}, () => broker.getToken()));
    assert.ok(results.every((result) => result.status === 'rejected' && code('upstream-failed')(result.reason)));
    assert.equal(upstream.calls, 1);
  });

  test('a failure is not remembered: the next caller asks again, at once', async () => {
    for (const reply of [() => failing(500), () => Promise.reject(new TypeError('fetch failed')), () => failing(401)]) {
      upstream = fakeUpstream((call) => (call === 1 ? reply() : granted('second')));
      const broker = make();
      await assert.rejects(broker.getToken());
      assert.equal((await broker.getToken()).access_token, 'second');
    }
  });

  test('from the second failure on callers wait out the pause, together', async () => {
    upstream.reply = (call) => (call <= 2 ? failing(500) : granted('third'));
    const broker = make();
    await assert.rejects(broker.getToken());
    await assert.rejects(broker.getToken());
    const callers = Promise.all([broker.getToken(), broker.getToken()]);
    await clock.tickAsync(900);
    assert.equal(upstream.calls, 2, 'the pause after two failures is 1 to 2 s');
    await clock.tickAsync(1100);
    assert.equal((await callers)[1]?.access_token, 'third');
    assert.equal(upstream.calls, 3);
  });

  test('an upstream that stays down is asked less and less, half a minute apart in the end', async () => {
    upstream.reply = () => failing(503);
    const broker = make();
    for (let second = 0; second < 600; second++) {
      void broker.getToken().catch(() => {});
      await clock.tickAsync(1000);
    }
    assert.ok(upstream.calls >= 20 && upstream.calls <= 50, `${upstream.calls} requests in ten minutes`);
  });

  test('a success starts the count of failures anew', async () => {
    upstream.reply = (call) => (call === 4 ? granted('a', {expires_in: 10}) : call === 6 ? granted('b') : failing(500));
    const broker = make();
    for (let call = 1; call <= 3; call++) {
      await assert.rejects(broker.getToken());
      clock.setSystemTime(Date.now() + 40_000);
    }
    assert.equal((await broker.getToken()).access_token, 'a');
    clock.setSystemTime(Date.now() + 10_000);
    await assert.rejects(broker.getToken());
    assert.equal((await broker.getToken()).access_token, 'b', 'at once');
  });

  test('Retry-After is kept, and passed on to callers', async () => {
    for (const value of ['30', new Date(START + 30_000).toUTCString()]) {
      clock.setSystemTime(START);
      upstream = fakeUpstream((call) => (call === 1 ? failing(429, {'retry-after': value}) : granted('later')));
      const broker = make();
      await assert.rejects(broker.getToken(), code('upstream-rate-limited'));
      clock.setSystemTime(START + 27_000);
      await assert.rejects(
        broker.getToken(),
        (error) => code('paused')(error) && (error as TokenBrokerError).retryIn === 3000,
      );
      const response = await broker.handler(new Request('https://shop.example/api/token'));
      assert.deepEqual([response.status, response.headers.get('retry-after')], [503, '3']);
      assert.equal(upstream.calls, 1);
      clock.setSystemTime(START + 30_000);
      assert.equal((await broker.getToken()).access_token, 'later');
    }
  });

  test('refused credentials open the circuit: two requests, then none for half a minute', async () => {
    upstream.reply = () => failing(401);
    const broker = make();
    for (let caller = 0; caller < 100; caller++) await assert.rejects(broker.getToken());
    assert.equal(upstream.calls, 2);
    await clock.tickAsync(27_000);
    await assert.rejects(broker.getToken(), code('paused'));
    assert.equal(upstream.calls, 2);
    await clock.tickAsync(18_000);
    await assert.rejects(broker.getToken(), code('upstream-refused'));
    await assert.rejects(broker.getToken(), code('paused'));
    assert.equal(upstream.calls, 3, 'one trial, then it is open again');
  });

  const unusable: [string, () => Response | Promise<Response>, string][] = [
    ['no JSON', () => new Response('<html>'), 'upstream-malformed'],
    ['no access_token', () => Response.json({token: 'x'}), 'upstream-malformed'],
    ['an empty access_token', () => granted(''), 'upstream-malformed'],
    ['a number for a token', () => Response.json({access_token: 5}), 'upstream-malformed'],
    ['a token with a line break', () => granted('a\r\nset-cookie: x'), 'upstream-malformed'],
    ['the secret for a token', () => granted(`x${SECRET}`), 'upstream-malformed'],
    ['an endless answer', () => new Response('x'.repeat(70_000)), 'upstream-malformed'],
    ['a token that has expired', () => granted('x', {expires_in: 0}), 'upstream-expired'],
    [
      'a redirect',
      () => new Response(null, {status: 307, headers: {location: 'https://evil.example/'}}),
      'upstream-rejected',
    ],
    ['404', () => failing(404), 'upstream-rejected'],
    ['403', () => failing(403), 'upstream-refused'],
  ];
  for (const [name, reply, expected] of unusable)
    test(`${name} is ${expected}`, async () => {
      upstream.reply = reply;
      await assert.rejects(make().getToken(), code(expected));
    });

  test('upstream has 10 seconds, even behind a fetch that knows no signals', async () => {
    upstream.reply = () => new Promise(() => {});
    const waiting = assert.rejects(make().getToken(), code('upstream-timeout'));
    await clock.tickAsync(9_999);
    assert.equal(log.length, 0);
    await clock.tickAsync(1);
    await waiting;
  });

  test('a body that never ends counts against the same 10 seconds', async () => {
    let cancelled = false;
    upstream.reply = () => new Response(new ReadableStream({cancel: () => void (cancelled = true)}));
    const waiting = assert.rejects(make({timeout: 500}).getToken(), code('upstream-timeout'));
    await clock.tickAsync(500);
    await waiting;
    assert.equal(cancelled, false, 'the platform’s fetch cancels through its signal; a fake cannot');
  });
});

describe('the request to Phoenix', () => {
  test('is the documented one, and does not follow redirects with the secret in hand', async () => {
    await make().getToken();
    const {url, init} = upstream.last!;
    assert.equal(url, 'https://api.phoenix.market/oauth/token');
    assert.equal(init.method, 'POST');
    assert.equal(init.redirect, 'manual');
    assert.deepEqual(JSON.parse(init.body as string), {
      client_id: CREDENTIALS.clientId,
      client_secret: SECRET,
      grant_type: 'client_credentials',
    });
  });

  test('finds the global fetch at the time of the call, so that mocks are heard', async () => {
    const broker = make({fetch: undefined});
    const real = globalThis.fetch;
    globalThis.fetch = upstream.fetch;
    try {
      assert.equal((await broker.getToken()).access_token, 'token-1');
    } finally {
      globalThis.fetch = real;
    }
  });
});

describe('a token in hand', () => {
  test('is served from memory, with what is left of it', async () => {
    const broker = make();
    assert.deepEqual(await broker.getToken(), {
      access_token: 'token-1',
      expires_in: 3600,
      expires_at: '2025-07-01T13:00:00.000Z',
    });
    clock.setSystemTime(START + 10 * MINUTE + 500);
    assert.deepEqual(await broker.getToken(), {
      access_token: 'token-1',
      expires_in: 2999,
      expires_at: '2025-07-01T13:00:00.000Z',
    });
    assert.equal(upstream.calls, 1);
  });

  test('until 5 minutes before its end upstream hears nothing; from then on one request, behind the callers’ backs', async () => {
    const broker = make();
    await broker.getToken();
    clock.setSystemTime(START + 55 * MINUTE - 1);
    await broker.getToken();
    assert.equal(upstream.calls, 1);
    clock.setSystemTime(START + 55 * MINUTE);
    const answer = held<Response>();
    upstream.reply = () => answer.promise;
    const tokens = await Promise.all(Array.from({length: 1000}, () => broker.getToken()));
    assert.ok(
      tokens.every(({access_token}) => access_token === 'token-1'),
      'nobody waits',
    );
    assert.equal(upstream.calls, 2);
    answer.resolve(granted('token-2'));
    await clock.tickAsync(1);
    assert.equal((await broker.getToken()).access_token, 'token-2');
    assert.equal(upstream.calls, 2);
  });

  test('is renewed three times in a row', async () => {
    const broker = make();
    for (let round = 1; round <= 4; round++) {
      clock.setSystemTime(START + (round - 1) * 56 * MINUTE);
      await broker.getToken();
      await clock.tickAsync(1);
      assert.equal((await broker.getToken()).access_token, `token-${round}`);
    }
    assert.equal(upstream.calls, 4);
  });

  test('outlives upstream: a thousand callers, one failed request, no error', async () => {
    const broker = make();
    await broker.getToken();
    clock.setSystemTime(START + 56 * MINUTE);
    upstream.reply = () => failing(500);
    const serve = async () => {
      const results = await Promise.all(Array.from({length: 500}, () => broker.getToken()));
      assert.ok(results.every(({access_token}) => access_token === 'token-1'));
    };
    await serve();
    await clock.tickAsync(0);
    await serve();
    assert.equal(upstream.calls, 2);
    assert.deepEqual(
      log.filter(({event}) => event === 'refresh-failed').map((entry) => entry.level),
      ['warn'],
    );
    clock.setSystemTime(START + 60 * MINUTE - 1001);
    await serve();
  });

  test('is worth nothing in its last second: callers wait for the next', async () => {
    const broker = make();
    await broker.getToken();
    clock.setSystemTime(START + 60 * MINUTE - 999);
    assert.equal((await broker.getToken()).access_token, 'token-2');
  });

  test('a pause after failures ends with the token', async () => {
    const broker = make();
    await broker.getToken();
    upstream.reply = () => failing(500);
    for (let second = 55 * 60; second < 3598; second++) {
      clock.setSystemTime(START + second * 1000);
      await broker.getToken();
      await clock.tickAsync(0);
    }
    upstream.reply = () => granted('at last');
    clock.setSystemTime(START + 60 * MINUTE);
    assert.equal((await broker.getToken()).access_token, 'at last');
  });

  test('one that lives less than 10 minutes is renewed at half-time, not at every call', async () => {
    upstream.reply = (call) => granted(`token-${call}`, {expires_in: 60});
    const broker = make();
    for (let second = 0; second < 30; second++) {
      clock.setSystemTime(START + second * 1000);
      await broker.getToken();
    }
    assert.equal(upstream.calls, 1);
    clock.setSystemTime(START + 30_000);
    await broker.getToken();
    await clock.tickAsync(1);
    assert.equal((await broker.getToken()).access_token, 'token-2');
  });

  test('handed out again by upstream it does not set off a storm', async () => {
    upstream.reply = () => granted('the same', {expires_in: 3600 - Math.floor((Date.now() - START) / 1000)});
    const broker = make();
    for (let second = 0; second < 3590; second += 2) {
      clock.setSystemTime(START + second * 1000);
      await broker.getToken();
      await clock.tickAsync(0);
    }
    assert.ok(upstream.calls < 12, `${upstream.calls} requests`);
  });
});

describe('its end', () => {
  const jwt = (exp: number, iat = exp - 3600) =>
    `e30.${Buffer.from(JSON.stringify({iat, exp})).toString('base64url')}.x`;
  const left = async () => (await make().getToken()).expires_in;
  const at = (seconds: number) => START / 1000 + seconds;
  const date = (seconds: number) => new Date(START + seconds * 1000).toUTCString();

  test('is the JWT’s own where upstream passes on a stale expires_in', async () => {
    upstream.reply = () => Response.json({access_token: jwt(at(600)), expires_in: 3600}, {headers: {date: date(0)}});
    assert.equal(await left(), 600);
  });
  test('is read on upstream’s clock, not on ours', async () => {
    upstream.reply = () => Response.json({access_token: jwt(at(4200))}, {headers: {date: date(600)}});
    assert.equal(await left(), 3600);
  });
  test('is expires_in where our clock runs ahead and upstream’s is not known', async () => {
    upstream.reply = () => granted(jwt(at(-600)));
    assert.equal(await left(), 3600);
  });
  test('of the documented example is an hour away, although its exp has passed', async () => {
    upstream.reply = documented;
    assert.equal(await left(), 3600);
  });
  test('is exp − iat where all clocks disagree', async () => {
    upstream.reply = () => Response.json({access_token: jwt(at(-10_000))});
    assert.equal(await left(), 3600);
  });
  test('counts what a cache has kept the answer for', async () => {
    upstream.reply = () => Response.json({access_token: 'x', expires_in: '3600'}, {headers: {age: '100'}});
    assert.equal(await left(), 3500);
  });
  test('is 5 minutes away where nothing is known', async () => {
    upstream.reply = () => Response.json({access_token: 'opaque'});
    assert.equal(await left(), 300);
  });
});

describe('closing', () => {
  test('ends the request under way; its callers and all later ones get `closed`', async () => {
    let signal: AbortSignal | undefined;
    const broker = make({fetch: (_, init) => ((signal = init!.signal!), new Promise(() => {}))});
    const waiting = assert.rejects(broker.getToken(), code('closed'));
    await broker.close();
    await waiting;
    assert.equal(signal?.aborted, true);
    await assert.rejects(broker.getToken(), code('closed'));
    assert.equal((await broker.handler(new Request('https://shop.example/'))).status, 503);
    await broker.close();
  });

  test('even a token in hand is not served after it', async () => {
    const broker = make();
    await broker.getToken();
    await broker.close();
    await assert.rejects(broker.getToken(), code('closed'));
  });

  test('a broker leaves no timer behind', async () => {
    await make().getToken();
    assert.equal(clock.countTimers(), 0);
  });
});

describe('telling', () => {
  test('stats count hits, waits, refreshes, failures and the token’s age', async () => {
    const broker = make();
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
    clock.setSystemTime(START + 56 * MINUTE);
    upstream.reply = () => failing(500);
    await broker.getToken();
    await clock.tickAsync(0);
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
      assert.ok(await make({log: broken}).getToken());
  });

  test('without a log, failures show on the console, and only they', async (t) => {
    const warn = t.mock.method(console, 'warn', () => {});
    upstream.reply = (call) => (call === 1 ? failing(500) : granted('x'));
    const broker = make({log: undefined});
    await broker.getToken().catch(() => {});
    await broker.getToken();
    assert.deepEqual(
      warn.mock.calls.map(({arguments: line}) => line),
      [['phoenix-payment: refresh-failed: Phoenix failed (500)']],
    );
  });
});
