import {existsSync} from 'node:fs';

const PLACES = [
  process.env['CHROME_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** An installed Chromium, or `undefined`. */
export const chromiumPath = PLACES.find((path) => path !== undefined && existsSync(path));
