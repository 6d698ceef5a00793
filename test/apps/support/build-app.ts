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

/** An app in a folder of its own, installed; or why it could not be, where that is nobody’s fault. */
export interface Installed {
  readonly name: string;
  readonly folder: string;
  readonly skip: string | false;
}

/** Those of some apps that are wanted: `APPS=vue,solid` says which, all of them if it is not set. */
export async function installApps(names: readonly string[]): Promise<Installed[]> {
  const wanted = process.env['APPS']?.split(',');
  const apps: Installed[] = [];
  for (const name of names.filter((name) => wanted?.includes(name) ?? true)) apps.push(await install(name));
  return apps;
}

/** What npm says when it is the registry that is missing something, or is itself missing. */
const NOT_TO_BE_HAD =
  /\b(ETARGET|E404|E429|E5\d\d|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/;

/** Copies an app, and installs it with the packed package. */
async function install(name: string): Promise<Installed> {
  const tarball = await (packed ??= pack());
  const folder = join(PLACE, name);
  mkdirSync(folder, {recursive: true});
  for (const entry of readdirSync(folder))
    if (entry !== 'node_modules') rmSync(join(folder, entry), {recursive: true, force: true});
  cpSync(join(ROOT, 'demo/apps', name), folder, {
    recursive: true,
    filter: (path) => !/[\\/](node_modules|dist|dist-server|\.angular|\.next)$/.test(path),
  });
  const path = join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  manifest.dependencies['phoenix-payment'] = `file:${tarball}`;
  const text = JSON.stringify(manifest);
  writeFileSync(path, text);
  // npm takes seconds to find that there is nothing to do.
  const stamp = join(folder, 'node_modules/.installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === text) return {name, folder, skip: false};
  rmSync(stamp, {force: true});
  try {
    await run('npm', ['install', '--no-package-lock', '--no-audit', '--no-fund', '--prefer-offline'], {cwd: folder});
  } catch (error) {
    const {stderr = ''} = error as {stderr?: string};
    const cause = NOT_TO_BE_HAD.exec(stderr)?.[0];
    if (!cause) throw error;
    const skip = `${name} IS NOT TESTED: its packages cannot be installed here (${cause})`;
    console.warn(`${skip}\n${stderr}`);
    return {name, folder, skip};
  }
  writeFileSync(stamp, text);
  return {name, folder, skip: false};
}

/** Runs one of an app's scripts; what it says is the error's message if it fails. */
export async function script(folder: string, name: string, environment: NodeJS.ProcessEnv = {}): Promise<string> {
  try {
    const env = {...process.env, NEXT_TELEMETRY_DISABLED: '1', ...environment};
    const {stdout, stderr} = await run('npm', ['run', '--silent', name], {cwd: folder, env});
    return stdout + stderr;
  } catch (error) {
    const {stdout, stderr} = error as {stdout: string; stderr: string};
    throw new Error(`npm run ${name} failed:\n${stdout}${stderr}`, {cause: error});
  }
}
