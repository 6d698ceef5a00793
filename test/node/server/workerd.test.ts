import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {Miniflare} from 'miniflare';
import {build, type Rolldown} from 'vite';
import {COOKIE, backendUpstream} from './support/backend-upstream.js';
import {demoFile} from './support/run-backend.js';

const {env, upstream} = backendUpstream();

describe('in Cloudflare’s workerd', () => {
  let worker: Miniflare;
  before(async () => {
    const root = new URL('../../../', import.meta.url);
    const result = (await build({
      configFile: false,
      logLevel: 'silent',
      resolve: {alias: {'phoenix-payment/server': new URL('src/server/index.ts', root).pathname}},
      build: {write: false, target: 'es2022', lib: {entry: demoFile('workers.ts'), formats: ['es']}},
    })) as Rolldown.RolldownOutput[];
    worker = new Miniflare({
      modules: true,
      script: result[0]!.output[0].code,
      compatibilityDate: '2025-07-01',
      bindings: env(),
    });
  });
  after(() => worker.dispose());
  const ask = async (headers: Record<string, string> = COOKIE) => {
    const response = await worker.dispatchFetch('https://shop.example/api/token', {headers});
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Record<string, string>,
    };
  };

  test('no Node global is needed; the first callers, at once, make one request', async () => {
    const before = upstream().calls;
    upstream().delay = 100;
    upstream().lifetime = 4;
    assert.equal((await ask({})).status, 403);
    const answers = await Promise.all(Array.from({length: 20}, () => ask()));
    assert.deepEqual([...new Set(answers.map(({status}) => status))], [200]);
    assert.equal(new Set(answers.map(({body}) => body['access_token'])).size, 1);
    assert.equal(upstream().calls - before, 1);
    assert.match(answers[0]!.headers.get('date') ?? '', /GMT$/);
  });

  test('the refresh in the background outlives the answer', async () => {
    await new Promise((resolve) => setTimeout(resolve, 2100));
    const before = upstream().calls;
    const old = (await ask()).body['access_token'];
    for (let attempt = 0; attempt < 50 && upstream().calls === before; attempt++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const fresh = (await ask()).body['access_token'];
    assert.notEqual(fresh, old);
    assert.equal(upstream().calls - before, 1);
    upstream().delay = 0;
    upstream().lifetime = 3600;
  });
});
