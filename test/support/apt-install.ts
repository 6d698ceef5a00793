import {execFileSync} from 'node:child_process';
import {existsSync} from 'node:fs';

/** Installs Debian's packages, where this process may. Whether it worked shows in what is there afterwards. */
export function aptInstall(what: string, ...packages: string[]): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.log(`No ${what} found: installing Debian’s (about a minute).`);
  try {
    execFileSync('apt-get', ['update', '-qq'], {stdio: 'ignore'});
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], {stdio: 'ignore'});
  } catch {
    console.log(`Debian’s ${packages.join(' and ')} could not be installed.`);
  }
}
