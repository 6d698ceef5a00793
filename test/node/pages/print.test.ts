import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Browser, Page} from 'playwright-core';
import {openBrowser} from './support/open-browser.js';
import {startShop, type Shop} from './support/shop.js';

const sheets = async (page: Page): Promise<number> =>
  ((await page.pdf({format: 'A4'})).toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;

describe('Printed', () => {
  let shop: Shop;
  let browser: Browser;
  let page: Page;

  before(async () => {
    [shop, browser] = await Promise.all([startShop(), openBrowser()]);
    const order = '<p>A line of the order.</p>'.repeat(120);
    shop.pages.set('/dialog', {body: `${order}${shop.tag('mode="dialog"')}`});
    shop.pages.set('/inline', {body: `${order}${shop.tag('', 'http://partner.example/')}`});
    page = await browser.newPage();
    page.setDefaultTimeout(20_000);
  });
  after(async () => {
    await browser.close();
    await shop.close();
  });

  it('an open dialog cuts nothing off the page behind, although that does not scroll', async () => {
    await page.goto(`${shop.origin}/dialog`);
    await page.waitForFunction("customElements.get('phoenix-payment')");
    const closed = await sheets(page);
    await page.evaluate("document.querySelector('phoenix-payment').show()");
    await page.locator('phoenix-payment[state=ready]').waitFor({state: 'attached'});
    assert.ok(closed > 2, `${closed} sheets`);
    assert.equal(await sheets(page), closed);
  });

  it('a notice is there, with its words', async () => {
    await page.goto(`${shop.origin}/inline`);
    await page.locator('phoenix-payment[state=error]').waitFor();
    await page.emulateMedia({media: 'print'});
    assert.ok(await page.getByText('This payment is not set up correctly.').isVisible());
  });
});
