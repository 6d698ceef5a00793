import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, afterEach, before, describe, test} from 'node:test';
import {diagnose} from '../../../src/cli/doctor.js';
import {COOKIE, backendUpstream} from './support/backend-upstream.js';
import {SECRET} from './support/fake-upstream.js';
import {demoFile, runBackend, runNodeBackend, type RunningBackend} from './support/run-backend.js';

const {env, upstream} = backendUpstream();

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

  for (const name of ['node-http.ts', 'express.ts', 'fastify.ts'])
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
    const before = upstream().calls;
    upstream().lifetime = 200;
    backend = await runBackend('python3', [demoFile('backend.py')], env());
    const ask = () =>
      fetch(backend!.url, {headers: COOKIE}).then(
        async (response) => ((await response.json()) as {access_token: string}).access_token,
      );
    const first = await ask();
    const began = Date.now();
    upstream().reply = (_, __, res) => void res.writeHead(500).end();
    try {
      assert.deepEqual([...new Set(await Promise.all(Array.from({length: 50}, ask)))], [first]);
      const seconds = (Date.now() - began) / 1000;
      assert.ok(upstream().calls - before <= 3 + seconds, `${upstream().calls - before} requests in ${seconds} s`);
    } finally {
      upstream().reply = undefined;
      upstream().lifetime = 3600;
    }
  });

  test('as Phoenix documents it, it works, and the doctor says what it lacks', async () => {
    backend = await runNodeBackend('documented-express.ts', env());
    const {findings} = await diagnose({url: backend.url, headers: {}, timeout: 10_000});
    const ill = findings.filter(({level}) => level === 'warn' || level === 'fail').map(({check}) => check);
    assert.deepEqual(ill, ['expiry', 'no-store', 'authorize', 'cross-site']);
  });
});
