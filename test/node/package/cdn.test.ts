import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {after, before, describe, it} from 'node:test';
import {chromium, type Browser, type FrameLocator, type Page} from 'playwright-core';
import {startSandbox, type Sandbox} from '../../../src/sandbox/index.js';
import {built} from '../../support/built.js';
import {findBrowser} from '../../support/find-browser.js';
import {ROOT} from './support/package.js';

const WALLET = '0x52908400098527886E0F7030069857D2E4169EE7';

describe('The CDN file, from a bare page with the strictest policy', () => {
  let sandbox: Sandbox;
  let browser: Browser;
  let page: Page;
  let frame: FrameLocator;
  const complaints: string[] = [];
  const asked: string[] = [];
  const policy = (): string =>
    [
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'self'",
      `frame-src ${new URL(sandbox.partnerUrl).origin}`,
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; ');

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://shop.invalid').pathname;
    asked.push(path);
    if (path === '/api/token') {
      sandbox.backend(request, response);
    } else if (path === '/') {
      const file = readFileSync(`${ROOT}dist/phoenix-payment.min.js`);
      const integrity = `sha384-${createHash('sha384').update(file).digest('base64')}`;
      response.setHeader('content-security-policy', policy());
      response.setHeader('content-type', 'text/html').end(`<!doctype html>
        <html lang="en"><title>Shop</title><script src="/watch.js"></script>
        <script type="module" src="/phoenix-payment.min.js" integrity="${integrity}"></script>
        <phoenix-payment token-endpoint="/api/token" wallet-address="${WALLET}" amount="100"
          partner-url="${sandbox.partnerUrl}"></phoenix-payment>`);
    } else if (path === '/watch.js') {
      response.setHeader('content-type', 'text/javascript').end(`
        window.violations = []; window.heard = [];
        addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective + ' ' + event.blockedURI));
        for (const name of ['ready', 'order-created', 'success', 'done'])
          addEventListener('phoenix-' + name, () => heard.push(name));`);
    } else if (/^\/phoenix-payment\.[\w.]+\.js$/.test(path)) {
      response.setHeader('content-type', 'text/javascript').end(readFileSync(`${ROOT}dist${path}`));
    } else {
      response.writeHead(404).end();
    }
  });

  before(async () => {
    built();
    sandbox = await startSandbox();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await chromium.launch({executablePath: findBrowser()});
    page = await browser.newPage();
    page.on('pageerror', ({message}) => complaints.push(message));
    page.on('console', (entry) => {
      // The page has no icon, and says so.
      if (/^(error|warning)$/.test(entry.type()) && !entry.location().url.endsWith('favicon.ico'))
        complaints.push(entry.text());
    });
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    frame = page.frameLocator('phoenix-payment iframe');
  });
  after(async () => {
    await browser.close();
    await sandbox.close();
    server.close();
    server.closeAllConnections();
  });

  it('carries a payment from the first token to the end', async () => {
    await page.locator('phoenix-payment[state="ready"]').waitFor();
    for (const id of ['continue', 'create-order', 'sent']) await frame.getByTestId(id).click();
    await frame.getByTestId('done').click();
    await page.locator('phoenix-payment[state="closed"]').waitFor();
    assert.deepEqual(await page.evaluate('heard'), ['ready', 'order-created', 'success', 'done']);
  });

  it('violates nothing and complains of nothing', async () => {
    assert.deepEqual(await page.evaluate('violations'), []);
    assert.deepEqual(complaints, []);
  });

  it('needs no file but the one in a page of its language', () => {
    assert.deepEqual(
      asked.filter((path) => path !== '/favicon.ico'),
      ['/', '/watch.js', '/phoenix-payment.min.js', '/api/token'],
    );
  });

  it('speaks the page’s language from the file beside it, under the same policy', async () => {
    await page.evaluate("document.documentElement.lang = 'de'; document.querySelector('phoenix-payment').lang = 'de'");
    await page.evaluate("document.querySelector('phoenix-payment').show()");
    await page.locator('phoenix-payment[state="ready"]').waitFor();
    await page.waitForFunction(
      "document.querySelector('phoenix-payment').shadowRoot.querySelector('iframe').title.startsWith('Phoenix-')",
    );
    assert.deepEqual(await page.evaluate('violations'), []);
  });
});
