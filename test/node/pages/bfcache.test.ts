import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import type {Browser, Page} from 'playwright-core';
import {openBrowser} from './support/open-browser.js';
import {startShop, type Shop} from './support/shop.js';

const MINUTE = 60_000;

/** Both clocks, which go on by as much as is wished while the page lies in the cache. */
const CLOCKS = `
  let gone = 0;
  const now = performance.now.bind(performance);
  performance.now = () => now() + gone;
  const RealDate = Date;
  Date = class extends RealDate {
    constructor(...args) { args.length ? super(...args) : super(RealDate.now() + gone); }
    static now() { return RealDate.now() + gone; }
  };
  addEventListener('pagehide', () => (gone += window.away ?? 0));
  window.shown = [];
  addEventListener('pageshow', ({persisted}) => shown.push(persisted));
  window.told = [];
  for (const name of ['token', 'ready', 'error', 'stale'])
    addEventListener('phoenix-' + name, ({detail}) => told.push([name, detail?.reason].filter(Boolean).join(' ')));
`;

describe('A page that goes away and comes back from the back/forward cache', () => {
  let shop: Shop;
  let browser: Browser;
  let page: Page;

  before(async () => {
    shop = await startShop();
    shop.pages.set('/pay', {body: shop.tag()});
    shop.pages.set('/elsewhere', {body: 'Elsewhere'});
    browser = await openBrowser();
  });
  beforeEach(async () => {
    shop.asked.length = 0;
    page = await browser.newPage();
    await page.addInitScript(CLOCKS);
    await page.goto(`${shop.origin}/pay`);
    await page.locator('phoenix-payment[state=ready]').waitFor();
    await page.evaluate(
      `frame = () => document.querySelector('phoenix-payment').shadowRoot.querySelector('iframe:not([inert])'); old = frame();`,
    );
  });
  afterEach(() => page.close());
  after(async () => {
    await browser.close();
    await shop.close();
  });

  const requests = (): number => shop.asked.filter((path) => path === '/api/token').length;
  const told = (): Promise<unknown> => page.evaluate('told.splice(0)');

  /** Away and back, `ms` later. */
  async function away(ms: number): Promise<void> {
    await page.evaluate(`told.length = 0; shown.length = 0; away = ${ms}`);
    await page.goto(`${shop.origin}/elsewhere`);
    await page.goBack({waitUntil: 'commit'});
    await page.waitForFunction('shown.length');
    assert.deepEqual(await page.evaluate('shown'), [true], 'it came from the cache');
  }

  /** What stands in the partner's page, which is alive if it can say so. (Playwright loses sight of the frames of a page in the cache.) */
  const typed = (): Promise<unknown> =>
    page.evaluate(`new Promise((resolve) => {
      addEventListener('message', ({source, data}) => source === frame().contentWindow && resolve(data.data.typed), {once: true});
      frame().contentWindow.postMessage({do: 'echo'}, '*');
    })`);

  it('soon after has its frame alive, and asks for nothing', async () => {
    await away(MINUTE);
    assert.equal(await typed(), '');
    assert.equal(await page.evaluate('frame() === old'), true);
    assert.deepEqual([requests(), await told()], [1, []]);
  });

  it('when a token is due asks for one at once, and one only', async () => {
    await away(59 * MINUTE);
    await page.waitForFunction("told.includes('token wake')");
    await page.waitForFunction('frame() !== old');
    assert.equal(await typed(), '');
    assert.equal(requests(), 2);
    assert.deepEqual(await told(), ['token wake']);
    assert.equal(await page.locator('phoenix-payment').getAttribute('state'), 'ready');
  });

  it('when a token is due keeps the frame that the payer has worked in', async () => {
    await page.frameLocator('iframe').locator('#input').fill('Mary');
    await away(59 * MINUTE);
    await page.waitForFunction("told.includes('token wake')");
    assert.equal(await typed(), 'Mary');
    assert.deepEqual([requests(), await page.evaluate('frame() === old')], [2, true]);
  });
});
