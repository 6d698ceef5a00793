import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {HttpResponse} from 'msw';
import {setupServer} from 'msw/node';
import {mintToken, tokenEndpoint, type Script} from '../../../src/testing/index.js';
import {payloadOf} from '../../../src/testing/jwt.js';

const URL_ = 'https://kiosk.example/api/token';
const server = setupServer();
const ask = (init?: RequestInit): Promise<Response> => fetch(URL_, init);
const tokenOf = async (response: Response): Promise<string> =>
  ((await response.json()) as {access_token: string}).access_token;

before(() => server.listen({onUnhandledRequest: 'error'}));
afterEach(() => server.resetHandlers());
after(() => server.close());

describe('tokenEndpoint', () => {
  const play = (script?: Script<'backend'>) => {
    const endpoint = tokenEndpoint(URL_, script);
    server.use(endpoint);
    return endpoint;
  };

  const wrong: readonly (readonly [unknown, RegExp])[] = [
    ['402', /backend: unknown fault "402"/],
    [['ok', 'oops'], /backend: unknown fault "oops"/],
    [{backend: 'hangs'}, /backend: unknown fault "hangs"/],
    [{sequence: [null]}, /backend: unknown fault null/],
    [{oauth: '500'}, /Unknown option "oauth"/],
    [{lifetme: 5}, /Unknown option "lifetme"/],
  ];
  for (const [script, message] of wrong) {
    it(`refuses the script ${JSON.stringify(script)} where it is written`, () => {
      assert.throws(() => tokenEndpoint(URL_, script as Script<'backend'>), {name: 'TypeError', message});
      assert.throws(() => tokenEndpoint(URL_).answer(script as Script<'backend'>), {name: 'TypeError', message});
    });
  }

  for (const [fault, status] of [
    ['401', 401],
    ['403', 403],
    ['429', 429],
    ['500', 500],
  ] as const) {
    it(`answers ${status} for ${fault}`, async () => {
      play(fault);
      const response = await ask();
      assert.equal(response.status, status);
      assert.equal(response.headers.get('retry-after'), fault === '429' ? '5' : null);
    });
  }

  it('answers the documented failure with 500', async () => {
    play('500');
    assert.deepEqual(await (await ask()).json(), {error: 'Failed to get access token'});
  });

  it('answers what is no JSON, and HTML with 200', async () => {
    play(['malformed', 'html-200']);
    await assert.rejects((await ask()).json(), SyntaxError);
    assert.match(await (await ask()).text(), /^<!doctype html>/);
  });

  it('fails as a network does, for reset', async () => {
    play('reset');
    await assert.rejects(ask(), TypeError);
  });

  it('never answers, for hang, and lets go of who leaves', async () => {
    const endpoint = play('hang');
    const leave = new AbortController();
    const answer = ask({signal: leave.signal});
    while (endpoint.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    leave.abort();
    await assert.rejects(answer, {name: 'AbortError'});
  });

  it('answers late for slow', async () => {
    play('slow:40');
    const start = performance.now();
    assert.equal((await ask()).status, 200);
    assert.ok(performance.now() - start >= 39);
  });

  it('hands out a token that is over, for expired, whatever the lifetime', async () => {
    play({backend: 'expired', lifetime: 1_000_000});
    assert.ok(Number(payloadOf(await tokenOf(await ask()))?.['exp']) * 1000 < Date.now());
  });

  it('answers a token and nothing else, a new one each time', async () => {
    play();
    const [one, two] = [await ask(), await ask()];
    assert.deepEqual(Object.keys((await one.clone().json()) as object), ['access_token']);
    assert.notEqual(await tokenOf(one), await tokenOf(two));
  });

  it('hands out the token before once more, for same', async () => {
    play(['ok', 'same', 'same', 'ok']);
    const [a, b, c, d] = [
      await tokenOf(await ask()),
      await tokenOf(await ask()),
      await tokenOf(await ask()),
      await tokenOf(await ask()),
    ];
    assert.deepEqual([b, c], [a, a]);
    assert.notEqual(d, a);
  });

  it('plays a list in its order, and the last step from then on', async () => {
    play(['500', '429:1', 'ok']);
    const statuses = [];
    for (let i = 0; i < 5; i++) statuses.push((await ask()).status);
    assert.deepEqual(statuses, [500, 429, 200, 200, 200]);
  });

  it('plays a sequence first, and then what its switch says', async () => {
    play({sequence: ['ok'], backend: '403'});
    assert.deepEqual([(await ask()).status, (await ask()).status], [200, 403]);
  });

  it('gives steps by the order of the requests, not of the answers', async () => {
    play(['slow:40', '403']);
    const statuses = await Promise.all([ask(), ask()]).then((all) => all.map(({status}) => status));
    assert.deepEqual(statuses, [200, 403]);
  });

  it('answers anything of your own, held back for as long as you like', async () => {
    let release: (answer: {body: unknown}) => void = () => {};
    const held = new Promise<{body: unknown}>((resolve) => (release = resolve));
    const access_token = await mintToken();
    play([
      () => held,
      {status: 404, body: 'no', headers: {'content-type': 'text/plain'}},
      HttpResponse.json({accessToken: 'x'}),
    ]);
    const first = ask();
    const second = await ask();
    assert.deepEqual(
      [second.status, await second.text(), second.headers.get('content-type')],
      [404, 'no', 'text/plain'],
    );
    release({body: {access_token, expires_in: 30}});
    assert.deepEqual(await (await first).json(), {access_token, expires_in: 30});
    for (let i = 0; i < 2; i++) assert.deepEqual(await (await ask()).json(), {accessToken: 'x'});
  });

  it('dates its answers and tokens by one clock, skewed or not', async () => {
    play({clockSkew: 3_600_000, lifetime: 60});
    const response = await ask();
    const {iat, exp} = payloadOf(await tokenOf(response.clone())) as {iat: number; exp: number};
    assert.ok(Math.abs(Date.parse(response.headers.get('date') ?? '') - 3_600_000 - Date.now()) < 5000);
    assert.ok(Math.abs(iat * 1000 - 3_600_000 - Date.now()) < 5000);
    assert.equal(exp - iat, 60);
  });

  it('records what was asked, and forgets it on reset, its script begun anew', async () => {
    const endpoint = play(['500', 'ok']);
    await ask({headers: {'x-shop': 'kiosk'}});
    endpoint.answer('403');
    assert.equal((await ask()).status, 403);
    assert.deepEqual(
      endpoint.requests.map(({method, url}) => [method, url]),
      [
        ['GET', URL_],
        ['GET', URL_],
      ],
    );
    assert.equal(endpoint.requests[0]?.headers['x-shop'], 'kiosk');
    endpoint.reset();
    assert.equal(endpoint.requests.length, 0);
    assert.equal((await ask()).status, 500);
  });
});
