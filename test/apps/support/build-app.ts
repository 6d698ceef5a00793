import {execFile} from 'node:child_process';
import {createHash} from 'node:crypto';
import {cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {built} from '../../support/built.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** Away from ours, so that nothing is found that an app has not asked for; kept, so that the next run need not install. */
const PLACE = join(tmpdir(), 'phoenix-payment-apps');

const run = promisify(execFile);

interface Manifest {
  readonly dependencies: Record<string, string>;
}

let packed: Promise<string> | undefined;

/** What would be published, by a name of its own for each content. */
async function pack(): Promise<string> {
  built();
  mkdirSync(PLACE, {recursive: true});
  const {stdout} = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', PLACE], {cwd: ROOT});
  const [{filename}] = JSON.parse(stdout) as [{filename: string}];
  const hash = createHash('sha256')
    .update(readFileSync(join(PLACE, filename)))
    .digest('hex');
  const path = join(PLACE, `${hash.slice(0, 12)}.tgz`);
  renameSync(join(PLACE, filename), path);
  return path;
}

/** Copies an app, and installs it with the packed package. Returns its folder. */
export async function installApp(name: string): Promise<string> {
  const tarball = await (packed ??= pack());
  const folder = join(PLACE, name);
  mkdirSync(folder, {recursive: true});
  for (const entry of readdirSync(folder))
    if (entry !== 'node_modules') rmSync(join(folder, entry), {recursive: true, force: true});
  cpSync(join(ROOT, 'demo/apps', name), folder, {
    recursive: true,
    filter: (path) => !/[\\/](node_modules|dist|\.angular)$/.test(path),
  });
  const path = join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  manifest.dependencies['phoenix-payment'] = `file:${tarball}`;
  const text = JSON.stringify(manifest);
  writeFileSync(path, text);
  // npm takes seconds to find that there is nothing to do.
  const stamp = join(folder, 'node_modules/.installed');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== text) {
    await run('npm', ['install', '--no-package-lock', '--no-audit', '--no-fund', '--prefer-offline'], {cwd: folder});
    writeFileSync(stamp, text);
  }
  return folder;
}

/** Runs one of an app's scripts; what it says is the error's message if it fails. */
export async function script(folder: string, name: string): Promise<string> {
  try {
    const {stdout, stderr} = await run('npm', ['run', '--silent', name], {cwd: folder});
    return stdout + stderr;
  } catch (error) {
    const {stdout, stderr} = error as {stdout: string; stderr: string};
    throw new Error(`npm run ${name} failed:\n${stdout}${stderr}`, {cause: error});
  }
}
