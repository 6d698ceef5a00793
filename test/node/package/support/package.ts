import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after} from 'node:test';
import {fileURLToPath} from 'node:url';
import {built} from '../../../support/built.js';

export const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

interface Manifest {
  readonly exports: Readonly<Record<string, string | {readonly types: string; readonly default: string}>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

export const manifest = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as Manifest;

/** The entries that a program imports: `.`, `./element`, … */
export const entries = Object.entries(manifest.exports).flatMap(([name, target]) =>
  typeof target === 'string' ? [] : [{name: name.replace('.', 'phoenix-payment'), ...target}],
);

export const run = (cwd: string, program: string, ...args: string[]): string =>
  execFileSync(program, args, {cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: quiet()});

/** What npm tells the scripts that it runs is not for the npm that they run. */
const quiet = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(config_(dry_run|json)|lifecycle|package|command)/.test(name),
    ),
  );

/** An empty project, away from ours, that goes with the tests of its file. */
export function emptyProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'phoenix-payment-'));
  after(() => {
    rmSync(folder, {recursive: true, force: true});
  });
  return folder;
}

/** Packs what would be published and puts it into a project as npm does, with no registry: its dependencies are ours. */
export function installInto(project: string, ...others: string[]): string {
  built();
  const [{filename}] = JSON.parse(
    run(ROOT, 'npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', project),
  ) as [{filename: string}];
  const target = join(project, 'node_modules/phoenix-payment');
  mkdirSync(target, {recursive: true});
  run(project, 'tar', '-xzf', filename, '--strip-components=1', '-C', target);
  for (const name of [...Object.keys(manifest.dependencies), ...others]) borrow(project, name);
  return target;
}

function borrow(project: string, name: string): void {
  const target = join(project, 'node_modules', name);
  mkdirSync(dirname(target), {recursive: true});
  symlinkSync(`${ROOT}node_modules/${name}`, target);
}
