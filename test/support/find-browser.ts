import {execFileSync} from 'node:child_process';
import {accessSync, constants, existsSync} from 'node:fs';
import {aptInstall} from './apt-install.js';

const CANDIDATES = [
  ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'brave-browser'].map(
    (name) => `/usr/bin/${name}`,
  ),
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * The path of a Chromium: `CHROME_PATH`, an installed one, or one that is installed now (as root on Debian and its kin, else
 * a download into the cache of `@puppeteer/browsers`). Throws with what to do where none of it works.
 */
export function findBrowser(): string {
  const wished = process.env['CHROME_PATH'];
  if (wished) {
    try {
      accessSync(wished, constants.X_OK);
      return wished;
    } catch {
      throw new Error(`CHROME_PATH is ${wished}, which is no program that can be run.`);
    }
  }
  return CANDIDATES.find(existsSync) ?? installed() ?? downloaded() ?? missing();
}

function installed(): string | undefined {
  aptInstall('Chromium', 'chromium');
  return CANDIDATES.find(existsSync);
}

function downloaded(): string | undefined {
  console.log('No Chromium found: downloading one.');
  try {
    const out = execFileSync('npx', ['--yes', '@puppeteer/browsers', 'install', 'chrome@stable', '--path', '.cache'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return /^chrome@\S+ (.+)$/m.exec(out)?.[1];
  } catch {
    return undefined;
  }
}

function missing(): never {
  throw new Error(
    'No Chromium, Chrome or Edge was found, nor could one be installed. Install one, or set CHROME_PATH to it.',
  );
}
