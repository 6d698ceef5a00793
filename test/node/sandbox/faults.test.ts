import assert from 'node:assert/strict';
import {request} from 'node:http';
import {describe, it} from 'node:test';
import {NO_FAULTS, startSandbox, type SandboxFaults, type SandboxOptions} from '../../../src/sandbox/index.js';
import {sharedSandbox} from './support.js';

const WRONG: readonly (readonly [unknown, RegExp])[] = [
  [null, /must be an object/],
  ['oauth', /must be an object/],
  [[], /must be an object/],
  [{oath: 'ok'}, /Unknown fault switch "oath". Known: lifetime, clockSkew, oauth, backend, page/],
  [{__proto__x: 1}, /Unknown fault switch/],
  [
    {oauth: '402'},
    /oauth: unknown fault "402". Known: ok, 401, 429\[:number\], 500, malformed, slow\[:number\], hang, reset\./,
  ],
  [{oauth: 'expired'}, /oauth: unknown fault "expired"/],
  [{oauth: 401}, /oauth: unknown fault 401/],
  [{oauth: ''}, /oauth: unknown fault ""/],
  [{oauth: null}, /oauth: unknown fault null/],
  [{oauth: '401:5'}, /oauth: unknown fault "401:5"/],
  [{oauth: 'slow:'}, /unknown fault "slow:"/],
  [{oauth: 'slow:-1'}, /unknown fault "slow:-1"/],
  [{oauth: 'slow:1.5'}, /unknown fault "slow:1.5"/],
  [{oauth: 'slow:1:2'}, /unknown fault "slow:1:2"/],
  [{oauth: 'slow:2147483648'}, /unknown fault/],
  [{oauth: 'toString'}, /unknown fault "toString"/],
  [{backend: 'refuses-framing'}, /backend: unknown fault/],
  [{page: '429'}, /page: unknown fault "429". Known: ok, refuses-framing, hangs, 500, 401, never-ends, slow/],
  [{lifetime: 0}, /lifetime: whole seconds/],
  [{lifetime: 1.5}, /lifetime: whole seconds/],
  [{lifetime: '60'}, /lifetime: whole seconds.*not "60"/],
  [{lifetime: Infinity}, /lifetime: whole seconds/],
  [{clockSkew: NaN}, /clockSkew: whole milliseconds/],
  [{clockSkew: 1e15}, /clockSkew: whole milliseconds/],
];

describe('The switches', async () => {
  const sandbox = await sharedSandbox();
  const url = new URL('/__sandbox/faults', sandbox.tokenUrl);
  const put = (body: string, headers = {}): Promise<Response> => fetch(url, {method: 'PUT', body, headers});

  for (const [value, message] of WRONG) {
    it(`refuse ${JSON.stringify(value)} with a clear word, and stay as they are`, () => {
      assert.throws(() => sandbox.faults.set(value as SandboxFaults), {name: 'TypeError', message});
      assert.deepEqual(sandbox.faults.current, NO_FAULTS);
    });
  }

  it('are all judged before one is set', () => {
    assert.throws(() => sandbox.faults.set({lifetime: 5, page: 'gone' as 'ok'}));
    assert.equal(sandbox.faults.current.lifetime, 3600);
  });

  it('refuse at the start too, options that do not exist included', async () => {
    await assert.rejects(startSandbox({oauth: 'no' as 'ok'}), /oauth: unknown fault "no"/);
    await assert.rejects(startSandbox({port: 1} as SandboxOptions), /Unknown fault switch "port"/);
  });

  it('take a fault and its number', () => {
    for (const oauth of ['slow', 'slow:0', 'slow:2147483647', '429', '429:0'] as const) {
      assert.equal(sandbox.faults.set({oauth}).oauth, oauth);
    }
  });

  it('change what is named and leave the rest, an undefined too', () => {
    sandbox.faults.set({lifetime: 60});
    const undefinedPage = {backend: '500', page: undefined} as unknown as SandboxFaults;
    assert.deepEqual(sandbox.faults.set(undefinedPage), {...NO_FAULTS, lifetime: 60, backend: '500'});
    assert.deepEqual(sandbox.faults.reset(), NO_FAULTS);
  });

  it('tell who watches, with what was before', () => {
    const heard: [number, number][] = [];
    sandbox.faults.watch((current, previous) => heard.push([current.lifetime, previous.lifetime]));
    sandbox.faults.set({lifetime: 60});
    assert.deepEqual(heard, [[60, 3600]]);
  });

  for (const body of ['', 'null', '[]', '{"oauth":"402"}', '{"lifetime":"60"}', '{"x":1}']) {
    it(`answer 400 over HTTP to ${body || 'nothing'}, and say why`, async () => {
      const response = await put(body);
      assert.equal(response.status, 400);
      assert.match(((await response.json()) as {error: string}).error, /must be|unknown|Unknown|whole/);
      assert.deepEqual(sandbox.faults.current, NO_FAULTS);
    });
  }

  it('are out of reach for pages that are not on this machine', async () => {
    for (const origin of ['https://evil.example', 'null', 'http://localhost.evil.example']) {
      const response = await put('{"oauth":"500"}', {origin});
      assert.equal(response.status, 403);
      assert.equal(response.headers.get('access-control-allow-origin'), null);
    }
    assert.equal(sandbox.faults.current.oauth, 'ok');
  });

  it('are out of reach for a name that was made to point at this machine', async () => {
    const status = await new Promise((resolve) => {
      request(url, {headers: {host: `rebound.example:${url.port}`}}, ({statusCode}) => resolve(statusCode)).end();
    });
    assert.equal(status, 403);
  });

  it('are read and set over HTTP by a page of this machine', async () => {
    const headers = {origin: 'http://localhost:5173'};
    const preflight = await fetch(url, {
      method: 'OPTIONS',
      headers: {...headers, 'access-control-request-method': 'PUT'},
    });
    assert.match(preflight.headers.get('access-control-allow-methods') ?? '', /PUT/);
    const answer = await put('{"oauth":"429:9","lifetime":30}', headers);
    assert.equal(answer.headers.get('access-control-allow-origin'), headers.origin);
    const expected = {...NO_FAULTS, oauth: '429:9', lifetime: 30};
    assert.deepEqual(await answer.json(), expected);
    assert.deepEqual(await (await fetch(url, {headers})).json(), expected);
    assert.deepEqual(sandbox.faults.current, expected);
  });

  it('stand beside the log, which can be read and emptied over HTTP', async () => {
    const log = new URL('/__sandbox/requests', url);
    await fetch(sandbox.backendUrl);
    assert.deepEqual(await (await fetch(log)).json(), sandbox.requests);
    assert.ok(sandbox.requests.length > 0);
    assert.equal((await fetch(log, {method: 'DELETE'})).status, 204);
    assert.equal(sandbox.requests.length, 0);
    assert.equal((await fetch(new URL('/__sandbox/other', url))).status, 404);
  });
});
