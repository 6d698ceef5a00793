import {spawn, spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {findFirefox} from './find-firefox.js';
import {openWebKit} from './open-webkit.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const NODE = [process.execPath, '--import', 'tsx'];
const MINUTES = 20;

/** Each engine's version, if it is here and can be opened. */
const engines: Readonly<Record<string, () => Promise<string>>> = {
  async firefox() {
    const path = findFirefox();
    if (!path) throw new Error('No Firefox was found: install it, or set FIREFOX_PATH to it.');
    return spawnSync(path, ['--version'], {encoding: 'utf8'}).stdout.trim();
  },
  async webkit() {
    const webkit = await openWebKit();
    await webkit.close();
    return webkit.name;
  },
};

interface Count {
  passed: number;
  failed: number;
}

/** Runs a program, shows what it says, and adds up what the runners count: node:test and @web/test-runner differ. */
function counted(engine: string, ...args: string[]): Promise<Count> {
  return new Promise((resolve) => {
    const child = spawn(NODE[0] as string, [...NODE.slice(1), ...args], {
      cwd: ROOT,
      env: {...process.env, ENGINE: engine},
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: MINUTES * 60_000,
    });
    let said = '';
    child.stdout.on('data', (data: Buffer) => {
      process.stdout.write(data);
      said += data.toString();
    });
    child.on('close', (code) => {
      const [, passed = '0', failed = '0'] =
        [...said.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1) ?? /pass (\d+)[\s\S]*fail (\d+)/.exec(said) ?? [];
      // One that ends badly without a failed test has a failure of its own.
      resolve({passed: Number(passed), failed: Number(failed) || (code === 0 ? 0 : 1)});
    });
  });
}

/** `npm run test:engines -- webkit` names those that must run; without a name a missing one is only told of. */
const wished = process.argv.slice(2);
const told: string[] = [];
const total: Count = {passed: 0, failed: 0};
for (const engine of wished.length ? wished : Object.keys(engines)) {
  let version;
  try {
    version = await engines[engine]?.();
    if (!version) throw new Error(`It is none of ${Object.keys(engines).join(', ')}.`);
  } catch (error) {
    if (wished.length) total.failed++;
    told.push(`!!! NOT RUN in ${engine}: ${(error as Error).message}`);
    continue;
  }
  console.log(`── ${version}`);
  const runs = [
    await counted(engine, 'node_modules/@web/test-runner/dist/bin.js', '--config', 'test/engines/config.mjs'),
    await counted(engine, '--test', '--test-reporter=spec', 'test/engines/cdn.test.ts'),
  ];
  const count = {passed: 0, failed: 0};
  for (const {passed, failed} of runs) {
    count.passed += passed;
    count.failed += failed;
  }
  total.passed += count.passed;
  total.failed += count.failed;
  told.push(`Run in ${version}: ${count.passed} passed, ${count.failed} failed`);
}
console.log(`\n${told.join('\n')}\nAll engines: ${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;
