import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {after, afterEach, describe, it} from 'node:test';
import {createDocumentedBackend} from '../../../src/sandbox/index.js';
import {payloadOf} from '../../../src/testing/jwt.js';
import {asked, sharedSandbox, tokenOf, until} from './support.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;

describe('The documented backend', async () => {
  const sandbox = await sharedSandbox();
  let time = Date.now();
  let backend = fresh();
  const server = createServer((request, response) => backend(request, response)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  after(() => server.close());
  afterEach(() => void (backend = fresh()));

  function fresh() {
    return createDocumentedBackend({...sandbox, now: () => time});
  }

  for (const fault of ['401', '429', '500', 'malformed', 'reset'] as const) {
    it(`answers its one documented failure when Phoenix has the fault ${fault}`, async () => {
      sandbox.faults.set({oauth: fault});
      const response = await fetch(url);
      assert.equal(response.status, 500);
      assert.deepEqual(await response.json(), {error: 'Failed to get access token'});
    });
  }

  it('fails although its token still lives, once less than 5 minutes are left: it serves nothing old', async () => {
    await fetch(url);
    time += HOUR - 4 * MINUTE;
    sandbox.faults.set({oauth: '500'});
    assert.equal((await fetch(url)).status, 500);
  });

  it('recovers with the next request', async () => {
    sandbox.faults.set({oauth: '500'});
    await fetch(url);
    sandbox.faults.set({oauth: 'ok'});
    assert.equal((await fetch(url)).status, 200);
  });

  it('has no single flight: requests that meet an empty cache each call Phoenix', async () => {
    const before = asked(sandbox, 'oauth');
    const tokens = await Promise.all([1, 2, 3].map(async () => tokenOf(await fetch(url))));
    assert.equal(asked(sandbox, 'oauth') - before, 3);
    assert.equal(new Set(tokens).size, 3);
  });

  it('answers the token and nothing else', async () => {
    assert.deepEqual(Object.keys((await (await fetch(url)).json()) as object), ['access_token']);
  });

  it('hands out the same token until less than 5 minutes are left, then another', async () => {
    const first = await tokenOf(await fetch(url));
    time += HOUR - 5 * MINUTE;
    assert.equal(await tokenOf(await fetch(url)), first);
    time += 1;
    assert.notEqual(await tokenOf(await fetch(url)), first);
  });

  it('passes what it does not answer on to the next middleware, and refuses it where there is none', async () => {
    assert.equal((await fetch(url, {method: 'POST'})).status, 405);
    backend = (request, response) => fresh()(request, response, () => response.writeHead(418).end());
    assert.equal((await fetch(url, {method: 'POST'})).status, 418);
  });
});

describe('The sandbox’s backend', async () => {
  const sandbox = await sharedSandbox();
  const ask = (init?: RequestInit): Promise<Response> => fetch(sandbox.backendUrl, init);

  for (const [fault, status] of [
    ['401', 401],
    ['403', 403],
    ['429:7', 429],
    ['500', 500],
  ] as const) {
    it(`answers ${status} while told to, and does not ask Phoenix for it`, async () => {
      sandbox.faults.set({backend: fault});
      const before = asked(sandbox, 'oauth');
      const response = await ask();
      assert.equal(response.status, status);
      assert.equal(response.headers.get('retry-after'), status === 429 ? '7' : null);
      assert.equal(asked(sandbox, 'oauth'), before);
    });
  }

  it('answers as a captive portal does: 200 and HTML', async () => {
    sandbox.faults.set({backend: 'html-200'});
    const response = await ask();
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
    assert.match(await response.text(), /^<!doctype html>/);
  });

  it('answers something that is no JSON while malformed', async () => {
    sandbox.faults.set({backend: 'malformed'});
    await assert.rejects((await ask()).json(), SyntaxError);
  });

  it('never answers while it hangs', async () => {
    sandbox.faults.set({backend: 'hang'});
    const leave = new AbortController();
    const before = asked(sandbox, 'backend');
    const answer = ask({signal: leave.signal});
    await until(() => asked(sandbox, 'backend') > before);
    leave.abort();
    await assert.rejects(answer, {name: 'AbortError'});
  });

  it('drops the connection while it resets', async () => {
    sandbox.faults.set({backend: 'reset'});
    await assert.rejects(ask(), TypeError);
  });

  it('hands out a real token that is over, while expired', async () => {
    sandbox.faults.set({backend: 'expired'});
    const {iat, exp} = payloadOf(await tokenOf(await ask())) as {iat: number; exp: number};
    assert.ok(iat < exp && exp * 1000 < Date.now());
  });

  it('hands out the same token for ever, while same', async () => {
    sandbox.faults.set({lifetime: 60, backend: 'same'});
    const first = await tokenOf(await ask());
    assert.equal(await tokenOf(await ask()), first);
    sandbox.faults.set({backend: 'ok'});
    assert.notEqual(await tokenOf(await ask()), first, 'with a minute left the documented backend fetches anew');
  });

  it('forgets its token when the lifetime or the clock is switched, or the switch would show nothing for an hour', async () => {
    const first = await tokenOf(await ask());
    assert.equal(await tokenOf(await ask()), first);
    sandbox.faults.set({page: '500'});
    assert.equal(await tokenOf(await ask()), first);
    sandbox.faults.set({lifetime: 1800});
    const second = await tokenOf(await ask());
    assert.notEqual(second, first);
    sandbox.faults.set({clockSkew: 60_000});
    assert.notEqual(await tokenOf(await ask()), second);
  });

  it('lets a page of this machine read its answer, and the headers that tell the time', async () => {
    for (const origin of [
      'http://localhost:5173',
      'http://127.0.0.1:8000',
      'https://shop.localhost',
      'http://[::1]:3000',
    ]) {
      const {headers} = await ask({headers: {origin}});
      assert.equal(headers.get('access-control-allow-origin'), origin);
      assert.match(headers.get('access-control-expose-headers') ?? '', /Date.*Age.*Retry-After/);
      assert.match(headers.get('vary') ?? '', /Origin/);
    }
  });

  it('lets no other page read it, whatever its name looks like', async () => {
    for (const origin of [
      'https://shop.example',
      'http://localhost.shop.example',
      'http://127.0.0.1.nip.example',
      'null',
    ]) {
      assert.equal((await ask({headers: {origin}})).headers.get('access-control-allow-origin'), null, origin);
    }
  });

  it('answers a preflight with the headers that were asked for, even while it fails', async () => {
    sandbox.faults.set({backend: 'hang'});
    const headers = {origin: 'http://localhost:1', 'access-control-request-headers': 'x-shop'};
    const response = await ask({method: 'OPTIONS', headers});
    assert.equal(response.status, 204);
    assert.equal(response.headers.get('access-control-allow-headers'), 'x-shop');
  });

  it('knows one path', async () => {
    assert.equal((await fetch(new URL('/api/other', sandbox.backendUrl))).status, 404);
  });
});
