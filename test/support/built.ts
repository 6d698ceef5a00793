import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, rmSync, statSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const LOCK = `${ROOT}node_modules/.building`;

/** Builds what is published, unless that has been done since the source last changed. One at a time. */
export function built(): void {
  while (!fresh()) {
    try {
      mkdirSync(LOCK);
    } catch {
      const since = statSync(LOCK, {throwIfNoEntry: false})?.mtimeMs ?? Date.now();
      if (Date.now() - since > 300_000) rmSync(LOCK, {recursive: true, force: true});
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
      continue;
    }
    try {
      execFileSync('npm', ['run', 'build'], {cwd: ROOT, stdio: 'ignore'});
    } finally {
      rmSync(LOCK, {recursive: true, force: true});
    }
    return;
  }
}

/** The last thing that a build writes is newer than every source. */
function fresh(): boolean {
  const last = `${ROOT}dist/web-types.json`;
  if (!existsSync(last) || existsSync(LOCK)) return false;
  const {mtimeMs} = statSync(last);
  return ['src', 'scripts'].every((folder) =>
    readdirSync(`${ROOT}${folder}`, {recursive: true, withFileTypes: true}).every(
      (entry) => !entry.isFile() || statSync(`${entry.parentPath}/${entry.name}`).mtimeMs <= mtimeMs,
    ),
  );
}
