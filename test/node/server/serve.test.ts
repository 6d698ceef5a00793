import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {createServer, request as httpRequest} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, afterEach, before, beforeEach, describe, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {diagnose} from '../../../src/cli/doctor.js';
import {SECRET} from './support/fake-upstream.js';
import {listen} from './support/listen.js';
import {serve, serveEnv, stopServes} from './support/running-serve.js';
import {startUpstream, type UpstreamServer} from './support/upstream-server.js';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
let upstream: UpstreamServer;
beforeEach(async () => void (upstream = await startUpstream()));
afterEach(async () => {
  await stopServes();
  await upstream.close();
});

describe('serve', () => {
  test('gives the token, healthily, and counts', async () => {
    const side = await serve(upstream);
    const diagnosis = await diagnose({url: side.url, headers: {}, timeout: 5000});
    assert.deepEqual(
      diagnosis.findings.filter(({level}) => level !== 'pass').map(({check}) => check),
      ['authorize'],
    );
    assert.equal(((await (await fetch(`${side.origin}/healthz`)).json()) as {status: string}).status, 'ok');
    assert.equal((await fetch(`${side.origin}/readyz`)).status, 200);
    const metrics = await (await fetch(`${side.origin}/metrics`)).text();
    assert.match(metrics, /^phoenix_payment_hits_total \d\d$/m);
    assert.match(metrics, /^phoenix_payment_refreshes_total 1$/m);
    assert.match(metrics, /^phoenix_payment_token_expires_in_seconds 3\d{3}/m);
    assert.equal((await fetch(`${side.origin}/other`)).status, 404);
    assert.equal(upstream.calls, 1);
    assert.equal(await side.stop(), 0);
    assert.doesNotMatch(metrics + side.log(), new RegExp(`${SECRET}|token-1`));
  });

  test('with upstream down it is alive but not ready, and its log says why, line by line in JSON', async () => {
    upstream.reply = (_, __, res) => void res.writeHead(401).end(SECRET);
    const side = await serve(upstream);
    assert.equal((await fetch(`${side.origin}/healthz`)).status, 200);
    assert.equal((await fetch(`${side.origin}/readyz`)).status, 503);
    assert.equal((await fetch(side.url)).status, 503);
    await side.stop();
    const entries = side
      .log()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as {event: string; code: string});
    assert.ok(entries.some(({event, code}) => event === 'refresh-failed' && code === 'upstream-refused'));
    assert.doesNotMatch(side.log(), new RegExp(SECRET));
  });

  test('with a key lets in whoever sends it, and takes secrets from files', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'phoenix-'));
    await writeFile(join(folder, 'secret'), `${SECRET}\n`);
    await writeFile(join(folder, 'key'), 'open sesame'.replace(' ', '-'));
    const side = await serve(upstream, {
      PHOENIX_CLIENT_SECRET: undefined,
      PHOENIX_CLIENT_SECRET_FILE: join(folder, 'secret'),
      PHOENIX_AUTHORIZE: 'key',
      PHOENIX_KEY_FILE: join(folder, 'key'),
    });
    for (const [authorization, status] of [
      ['', 403],
      ['Bearer open-sesam', 403],
      ['Bearer open-sesame', 200],
    ] as const)
      assert.equal((await fetch(side.url, {headers: {authorization}})).status, status);
    await side.stop();
    await rm(folder, {recursive: true});
  });

  test('with a route of the integrator’s own asks that, with the caller’s cookie; silence is no', async (t) => {
    const backend = await listen(
      createServer(
        (req, res) => void res.writeHead(req.headers.cookie === 'sid=1' ? 204 : 302, {location: '/login'}).end(),
      ),
    );
    t.after(() => backend.close());
    const side = await serve(upstream, {PHOENIX_AUTHORIZE: `${backend.origin}/whoami`});
    assert.equal((await fetch(side.url, {headers: {cookie: 'sid=1'}})).status, 200);
    assert.equal((await fetch(side.url, {headers: {cookie: 'sid=2'}})).status, 403);
    await backend.close();
    assert.equal((await fetch(side.url, {headers: {cookie: 'sid=1'}})).status, 403);
    await side.stop();
  });

  test('CORS is for the origins that are listed', async () => {
    const side = await serve(upstream, {PHOENIX_ALLOWED_ORIGINS: 'https://shop.example, https://till.example'});
    const ask = (origin: string) => fetch(side.url, {headers: {origin}});
    assert.equal(
      (await ask('https://till.example')).headers.get('access-control-allow-origin'),
      'https://till.example',
    );
    assert.equal((await ask('https://evil.example')).status, 403);
    await side.stop();
  });
});

describe('as a process', () => {
  const cli = fileURLToPath(new URL('../../../src/cli.ts', import.meta.url));
  let folder = '';
  before(async () => void (folder = await mkdtemp(join(tmpdir(), 'phoenix-'))));
  after(() => rm(folder, {recursive: true}));

  test('SIGTERM lets the answer under way go out, then it ends with 0', async () => {
    upstream.delay = 1000;
    const child = spawn(process.execPath, ['--import', 'tsx', cli, 'serve'], {
      env: {...process.env, ...serveEnv(upstream)},
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stderr.on('data', (data) => (output += String(data)));
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const origin = /http:\/\/\S+/.exec(String(line))![0];
    const request = httpRequest(`${origin}/api/token`).end();
    const answer = once(request, 'response');
    await once(request, 'finish');
    await sleep(100);
    child.kill('SIGTERM');
    const [response] = (await answer) as [{statusCode: number; resume(): void}];
    response.resume();
    const [code] = (await once(child, 'exit')) as [number];
    assert.deepEqual([response.statusCode, code], [200, 0]);
    assert.doesNotMatch(output, new RegExp(SECRET));
  });
});
