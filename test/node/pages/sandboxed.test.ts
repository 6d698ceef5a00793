import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Browser, Page} from 'playwright-core';
import {openBrowser} from './support/open-browser.js';
import {startShop, type Shop} from './support/shop.js';

/** What a partner's page and the pop-up that it opens may do: the table in docs/security.md. */
interface Row {
  readonly sandbox: string | null;
  readonly messagesCount: boolean;
  /** Else it is opaque, and the page has no storage. */
  readonly ownOrigin: boolean;
  /** `none`: it does not open; `crippled`: sandboxed like the frame; `full`: a window like any other. */
  readonly popup: 'none' | 'crippled' | 'full';
}

const ROWS: readonly Row[] = [
  {sandbox: null, messagesCount: true, ownOrigin: true, popup: 'full'},
  {
    sandbox: 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox',
    messagesCount: true,
    ownOrigin: true,
    popup: 'full',
  },
  {
    sandbox: 'allow-scripts allow-same-origin allow-forms allow-popups',
    messagesCount: true,
    ownOrigin: true,
    popup: 'crippled',
  },
  {sandbox: 'allow-scripts allow-same-origin allow-forms', messagesCount: true, ownOrigin: true, popup: 'none'},
  {
    sandbox: 'allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox',
    messagesCount: false,
    ownOrigin: false,
    popup: 'full',
  },
];

describe('The sandbox attribute, measured with a page that opens a pop-up', () => {
  let shop: Shop;
  let browser: Browser;

  before(async () => {
    [shop, browser] = await Promise.all([startShop(), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await shop.close();
  });

  for (const {sandbox, ...expected} of ROWS)
    it(`${sandbox ?? 'none at all'}: ${JSON.stringify(expected)}`, async () => {
      const page = await browser.newPage();
      page.setDefaultTimeout(10_000);
      const attribute = sandbox === null ? '' : `sandbox="${sandbox}"`;
      shop.pages.set('/pay', {body: shop.tag(attribute, `${shop.partner}/popup`)});
      await page.goto(`${shop.origin}/pay`);
      await page.locator('phoenix-payment[state=ready]').waitFor();
      const posted = page.evaluate(`new Promise((resolve) => {
        const counted = [];
        document.querySelector('phoenix-payment').addEventListener('phoenix-message', ({detail}) => counted.push(detail.type));
        addEventListener('message', ({data}) => data.type === 'POPUP' && setTimeout(resolve, 0, {opened: data.data.opened, counted}));
      })`) as Promise<{opened: boolean; counted: string[]}>;
      const opening = page.waitForEvent('popup', {timeout: 10_000}).catch(() => null);
      const frame = page.frameLocator('phoenix-payment iframe');
      await frame.locator('#button').click();
      const {opened, counted} = await posted;
      const ownOrigin = (await frame.locator('body').evaluate('self.origin')) !== 'null';
      const popup = opened ? await opening : null;
      assert.deepEqual(
        {messagesCount: counted.includes('POPUP'), ownOrigin, popup: popup ? await kindOf(popup) : 'none'},
        expected,
      );
      await page.close();
    });
});

/** A pop-up that has not escaped the sandbox may do no more than the frame: it may not `alert`, for one. */
async function kindOf(popup: Page): Promise<'crippled' | 'full'> {
  let alerted = false;
  popup.on('dialog', (dialog) => {
    alerted = true;
    void dialog.dismiss();
  });
  await popup.waitForLoadState();
  await popup.evaluate('alert(1)');
  return alerted ? 'full' : 'crippled';
}
