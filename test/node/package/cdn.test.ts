import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {chromium, type Browser, type FrameLocator, type Page} from 'playwright-core';
import {built} from '../../support/built.js';
import {findBrowser} from '../../support/find-browser.js';
import {startStrictShop, type StrictShop} from '../../support/strict-shop.js';

describe('The CDN file, from a bare page with the strictest policy', () => {
  let shop: StrictShop;
  let browser: Browser;
  let page: Page;
  let frame: FrameLocator;
  const complaints: string[] = [];

  before(async () => {
    built();
    shop = await startStrictShop();
    browser = await chromium.launch({executablePath: findBrowser()});
    page = await browser.newPage();
    page.on('pageerror', ({message}) => complaints.push(message));
    page.on('console', (entry) => {
      // The page has no icon, and says so.
      if (/^(error|warning)$/.test(entry.type()) && !entry.location().url.endsWith('favicon.ico'))
        complaints.push(entry.text());
    });
    await page.goto(shop.url);
    frame = page.frameLocator('phoenix-payment iframe');
  });
  after(async () => {
    await browser.close();
    await shop.close();
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
      shop.asked.filter((path) => path !== '/favicon.ico'),
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

  it('keeps the frame of one element when another has changed', async () => {
    const kept = `(async () => {
      const used = document.querySelector('phoenix-payment');
      const frame = used.shadowRoot.querySelector('iframe');
      const other = document.createElement('phoenix-payment');
      other.mode = 'dialog';
      document.body.append(other);
      await other.updateComplete;
      used.label = 'Your payment';
      await used.updateComplete;
      other.remove();
      return frame.isConnected && frame.title;
    })()`;
    assert.equal(await page.evaluate(kept), 'Your payment');
  });
});
