import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync, readdirSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, afterEach, before, describe, test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {build, type Rolldown} from 'vite';
import {Miniflare} from 'miniflare';
import {fromJSONSchema} from 'zod';
import {diagnose} from '../../../src/cli/doctor.js';
import {readTokenResponse} from '../../../src/wire/token-response.js';
import {CREDENTIALS, SECRET} from './support/fake-upstream.js';
import './support/alias.mjs';
import {demoFile, runBackend, runNodeBackend, type RunningBackend} from './support/run-backend.js';
import {startUpstream, type UpstreamServer} from './support/upstream-server.js';

const SESSION = 'a-test-session';
const COOKIE = {cookie: `session=${SESSION}`};
let upstream: UpstreamServer;
before(async () => {
  upstream = await startUpstream();
  Object.assign(process.env, env());
});
after(() => upstream.close());

const env = () => ({
  PHOENIX_CLIENT_ID: CREDENTIALS.clientId,
  PHOENIX_CLIENT_SECRET: SECRET,
  PHOENIX_TOKEN_URL: upstream.tokenUrl,
  DEMO_SESSION: SESSION,
});

describe('a copyable backend in a process of its own', () => {
  let backend: RunningBackend | undefined;
  let folder = '';
  before(async () => void (folder = await mkdtemp(join(tmpdir(), 'phoenix-'))));
  after(() => rm(folder, {recursive: true, force: true}));
  afterEach(() => backend?.stop());

  const healthy = async (running: RunningBackend) => {
    const {findings, healthy} = await diagnose({url: running.url, headers: COOKIE, timeout: 10_000}, true, SECRET);
    assert.ok(
      healthy,
      JSON.stringify(
        findings.filter(({level}) => level !== 'pass'),
        null,
        1,
      ) + running.output(),
    );
    assert.equal((await fetch(running.url)).status, 403);
    assert.doesNotMatch(running.output(), new RegExp(SECRET));
  };

  for (const name of ['node-http.ts', 'express.ts'])
    test(`${name} is healthy, warnings counted`, async () => healthy((backend = await runNodeBackend(name, env()))));

  const others: [string, string, string[]][] = [
    ['Python', 'python3', ['--version']],
    ['PHP', 'php', ['-r', 'exit(extension_loaded("curl") ? 0 : 1);']],
    ['Ruby', 'ruby', ['--version']],
    ['Go', 'go', ['version']],
  ];
  const commands: Record<string, () => [string, string[]]> = {
    Python: () => ['python3', [demoFile('backend.py')]],
    PHP: () => ['php', ['-S', '127.0.0.1:{port}', demoFile('backend.php')]],
    Ruby: () => ['ruby', [demoFile('backend.rb')]],
    Go: () => {
      // `go run` would not pass the signal on.
      const binary = join(folder, 'backend');
      const options = {
        stdio: 'ignore',
        env: {...process.env, GO111MODULE: 'off', GOCACHE: join(folder, 'cache')},
      } as const;
      spawnSync('go', ['build', '-o', binary, demoFile('backend.go')], options);
      return [binary, []];
    },
  };
  for (const [language, command, check] of others) {
    const skip = spawnSync(command, check, {stdio: 'ignore'}).status === 0 ? false : `NO ${command} HERE`;
    test(`in ${language} it is healthy, warnings counted`, {skip}, async () => {
      const [file, args] = commands[language]!();
      await healthy((backend = await runBackend(file, args, {...env(), TMPDIR: folder})));
    });
  }

  test('in Python it keeps the old token when Phoenix is down, and asks once at a time', async () => {
    const before = upstream.calls;
    upstream.lifetime = 200;
    backend = await runBackend('python3', [demoFile('backend.py')], env());
    const ask = () =>
      fetch(backend!.url, {headers: COOKIE}).then(
        async (response) => ((await response.json()) as {access_token: string}).access_token,
      );
    const first = await ask();
    const began = Date.now();
    upstream.reply = (_, __, res) => void res.writeHead(500).end();
    try {
      assert.deepEqual([...new Set(await Promise.all(Array.from({length: 50}, ask)))], [first]);
      const seconds = (Date.now() - began) / 1000;
      assert.ok(upstream.calls - before <= 3 + seconds, `${upstream.calls - before} requests in ${seconds} s`);
    } finally {
      upstream.reply = undefined;
      upstream.lifetime = 3600;
    }
  });

  test('as Phoenix documents it, it works, and the doctor says what it lacks', async () => {
    backend = await runNodeBackend('documented-express.ts', env());
    const {findings} = await diagnose({url: backend.url, headers: {}, timeout: 10_000});
    const ill = findings.filter(({level}) => level === 'warn' || level === 'fail').map(({check}) => check);
    assert.deepEqual(ill, ['expiry', 'no-store', 'authorize', 'cross-site']);
  });
});

describe('a copyable route of a framework', () => {
  const request = (headers: Record<string, string> = COOKIE) =>
    new Request('https://shop.example/api/token', {headers});
  const load = (name: string) => import(pathToFileURL(demoFile(name)).href) as Promise<Record<string, never>>;
  const check = async (ask: (request: Request, customer: boolean) => Response | Promise<Response>) => {
    assert.equal((await ask(request({}), false)).status, 403);
    const response = await ask(request(), true);
    assert.equal(response.status, 200);
    assert.match(((await response.json()) as {access_token: string}).access_token, /^token-/);
  };

  test('of Hono', async () => {
    const {default: app} = (await load('hono.ts')) as unknown as {
      default: {fetch(request: Request): Promise<Response>};
    };
    await check((request) => app.fetch(request));
  });
  test('of Next', async () => {
    const {GET} = (await load('next-route.ts')) as unknown as {GET(request: Request): Promise<Response>};
    await check((request) => GET(request));
  });
  test('of SvelteKit', async () => {
    const {GET} = (await load('sveltekit-server.ts')) as unknown as {GET(event: object): Promise<Response>};
    await check((request, customer) => GET({request, locals: customer ? {user: 1} : {}}));
  });
  test('of Nuxt', async () => {
    Object.assign(globalThis, {
      defineEventHandler: (handler: unknown) => handler,
      toWebRequest: (event: {request: Request}) => event.request,
    });
    const {default: handler} = (await load('nuxt-token.ts')) as unknown as {default(event: object): Promise<Response>};
    await check((request) => handler({request}));
  });
});

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
    const before = upstream.calls;
    upstream.delay = 100;
    upstream.lifetime = 4;
    assert.equal((await ask({})).status, 403);
    const answers = await Promise.all(Array.from({length: 20}, () => ask()));
    assert.deepEqual([...new Set(answers.map(({status}) => status))], [200]);
    assert.equal(new Set(answers.map(({body}) => body['access_token'])).size, 1);
    assert.equal(upstream.calls - before, 1);
    assert.match(answers[0]!.headers.get('date') ?? '', /GMT$/);
  });

  test('the refresh in the background outlives the answer', async () => {
    await new Promise((resolve) => setTimeout(resolve, 2100));
    const before = upstream.calls;
    const old = (await ask()).body['access_token'];
    for (let attempt = 0; attempt < 50 && upstream.calls === before; attempt++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const fresh = (await ask()).body['access_token'];
    assert.notEqual(fresh, old);
    assert.equal(upstream.calls - before, 1);
    upstream.delay = 0;
    upstream.lifetime = 3600;
  });
});

test('docs/backends.md shows the files as they are', () => {
  const docs = readFileSync(new URL('../../../docs/backends.md', import.meta.url), 'utf8');
  const shown = readdirSync(demoFile('.')).filter((name) => name.startsWith('backend.'));
  assert.deepEqual(shown.sort(), ['backend.go', 'backend.php', 'backend.py', 'backend.rb']);
  for (const name of shown) assert.ok(docs.includes(readFileSync(demoFile(name), 'utf8').trim()), name);
});

test('docs/token-endpoint.schema.json and the element agree on what is an answer', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../../docs/token-endpoint.schema.json', import.meta.url), 'utf8'),
  ) as Parameters<typeof fromJSONSchema>[0];
  const valid = (body: unknown): boolean => fromJSONSchema(schema).safeParse(body).success;
  for (const [body, expected] of [
    [{access_token: 'x'}, true],
    [{accessToken: 'x', expiresIn: 5, scope: ['iframe']}, true],
    [{access_token: 'x', expires_in: '3600', expires_at: '2025-07-01T12:00:00Z'}, true],
    [{access_token: 'x', expires_in: null, expires_at: 1751371200}, true],
    [{}, false],
    [{access_token: ''}, false],
    [{access_token: 5}, false],
    [{access_token: 'x', expires_in: 'soon'}, false],
    [{access_token: 'x', expires_in: {}}, false],
    [['x'], false],
    [null, false],
  ] as const) {
    assert.equal(valid(body), expected, JSON.stringify(body));
    assert.equal(readTokenResponse(body) !== null, expected, JSON.stringify(body));
  }
});
