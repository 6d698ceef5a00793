import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Browser} from 'playwright-core';
import {openBrowser} from './support/open-browser.js';
import {startShop, type Shop} from './support/shop.js';

/** As the README has it. */
const STYLE = '<style>phoenix-payment:not(:defined) {display: block; width: 350px; height: 600px}</style>';
const MEASURE = `<script>
  shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({value}) => value)))
    .observe({type: 'layout-shift', buffered: true});
</script>`;

describe('From HTML to ready, with a script that comes after the first paint', () => {
  let shop: Shop;
  let browser: Browser;

  before(async () => {
    [shop, browser] = await Promise.all([startShop(), openBrowser()]);
    const body = `<h1>Shop</h1>${shop.tag()}<p>What stands below</p>`;
    shop.pages.set('/with', {body, head: MEASURE + STYLE});
    shop.pages.set('/without', {body, head: MEASURE});
  });
  after(async () => {
    await browser.close();
    await shop.close();
  });

  async function shifts(path: string, width: number): Promise<number> {
    const page = await browser.newPage({viewport: {width, height: 800}});
    page.setDefaultTimeout(20_000);
    let go = (): void => {};
    shop.scriptAfter = new Promise<void>((resolve) => (go = resolve));
    await page.goto(shop.origin + path, {waitUntil: 'commit'});
    await page.waitForFunction("performance.getEntriesByName('first-contentful-paint').length");
    go();
    await page.locator('phoenix-payment[state=ready]').waitFor();
    const sum = await page.evaluate(`new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() =>
      setTimeout(() => resolve(shifts.reduce((all, one) => all + one, 0)))))) `);
    await page.close();
    return sum as number;
  }

  for (const width of [320, 1280])
    it(`nothing shifts with the README’s style, on ${width} px`, async () => {
      assert.equal(await shifts('/with', width), 0);
    });

  it('without it what stands below makes room, which is what is measured', async () => {
    assert.ok((await shifts('/without', 1280)) > 0);
  });
});
