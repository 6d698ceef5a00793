/** Takes the README's pictures of the demo's states page into `docs/screenshots`: `npm run screenshots`. */
import {mkdirSync, statSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright-core';
import {createServer} from 'vite';
import {findBrowser} from '../test/support/find-browser.js';

const LARGEST = 60_000;
const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
// The pictures are of the sandbox.
delete process.env['PHOENIX_CLIENT_SECRET'];
delete process.env['PHOENIX_CLIENT_ID'];

const server = await createServer({logLevel: 'warn', server: {port: 5373}});
await server.listen();
const origin = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
});

/** Four states and a dialog, side by side: a picture of each theme. */
const WANTED = ['ready', 'loading', 'token-network', 'closed', 'dialog'];
const REACHED = ['ready', 'loading', 'error', 'closed'];

async function take(theme: string): Promise<void> {
  const size = {width: 1984, height: 728};
  const page = await browser.newPage({
    viewport: {...size, height: 740},
    deviceScaleFactor: 0.7,
    reducedMotion: 'reduce',
  });
  const query = [...WANTED.map((state) => `state=${state}`), `theme=${theme}`];
  await page.goto(`${origin}demo/bare.html?${query.join('&')}`);
  for (const [index, state] of REACHED.entries())
    await page.locator(`phoenix-payment:nth-child(${index + 1})[state=${state}]`).waitFor();
  await page.frameLocator('.document').locator('[state=ready]').waitFor({state: 'attached'});
  // The partner's page has loaded, but need not have been painted.
  await page.waitForTimeout(1000);
  const path = `${folder}states-${theme}.png`;
  await page.screenshot({path, clip: {x: 0, y: 0, ...size}, animations: 'disabled'});
  await page.close();
  const bytes = statSync(path).size;
  console.log(`docs/screenshots/states-${theme}.png: ${(bytes / 1000).toFixed(1)} kB`);
  if (bytes > LARGEST) throw new Error(`The picture is larger than ${LARGEST / 1000} kB.`);
}

try {
  mkdirSync(folder, {recursive: true});
  await take('light');
  await take('dark');
} finally {
  await browser.close();
  await server.close();
}
