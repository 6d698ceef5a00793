import {existsSync} from 'node:fs';
import {aptInstall} from '../support/apt-install.js';

const CANDIDATES = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

/** The path of a Firefox: `FIREFOX_PATH`, an installed one, or one that is installed now; or nothing. */
export function findFirefox(): string | undefined {
  const find = (): string | undefined => [process.env['FIREFOX_PATH'] ?? '', ...CANDIDATES].find(existsSync);
  const found = find();
  if (found) return found;
  aptInstall('Firefox', 'firefox-esr');
  return find();
}
