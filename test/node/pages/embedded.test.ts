import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Browser, Frame, FrameLocator, Page} from 'playwright-core';
import {startSandbox, type Sandbox} from '../../../src/sandbox/index.js';
import {openBrowser} from './support/open-browser.js';
import {startShop, type Shop} from './support/shop.js';

const LISTEN = `window.heard = [];
  for (const name of ['token', 'ready', 'order-created', 'success', 'done', 'error'])
    addEventListener('phoenix-' + name, ({detail}) => heard.push([name, detail?.reason].filter(Boolean).join(' ')));
  addEventListener('message', ({data}) => heard.push('message ' + data?.type));`;

describe('A page with the element that is itself in a frame of another site', () => {
  let shop: Shop;
  let sandbox: Sandbox;
  let browser: Browser;
  let page: Page;
  let host: Frame;
  let payment: FrameLocator;

  before(async () => {
    [shop, sandbox, browser] = await Promise.all([startShop(), startSandbox(), openBrowser()]);
    const own = `<button id="own">The shop’s own</button>`;
    shop.pages.set('/pay', {body: `${own}${shop.tag('', sandbox.partnerUrl)}`});
    const outside = shop.origin.replace('localhost', '127.0.0.1');
    shop.pages.set('/portal', {
      body: `<input id="outer" aria-label="The portal’s own">
        <iframe id="shop" title="The shop" src="${shop.origin}/pay" width="400" height="700"></iframe>`,
    });
    page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    await page.addInitScript(LISTEN);
    await page.goto(`${outside}/portal`);
    host = (await (await page.waitForSelector('#shop')).contentFrame())!;
    await host.waitForSelector('phoenix-payment[state=ready]');
    payment = page.frameLocator('#shop').frameLocator('phoenix-payment iframe');
  });
  after(async () => {
    await browser.close();
    await Promise.all([sandbox.close(), shop.close()]);
  });

  const isCrossOrigin = (): Promise<unknown> =>
    page.evaluate(
      `(() => { try { return !document.querySelector('#shop').contentWindow.document; } catch { return true; } })()`,
    );

  it('is shown there, and keeps an unused frame fresh without taking the focus of the page around', async () => {
    assert.equal(await isCrossOrigin(), true);
    await page.locator('#outer').focus();
    await host.evaluate(`old = document.querySelector('phoenix-payment').shadowRoot.querySelector('iframe')`);
    await host.evaluate(`document.querySelector('phoenix-payment').refresh()`);
    await host.waitForFunction(`!old.isConnected`);
    assert.equal(await page.evaluate('document.activeElement.id'), 'outer');
    assert.deepEqual(await host.evaluate('heard.splice(0)'), ['token initial', 'ready', 'token manual']);
  });

  it('never replaces a frame that the payer has been in, though the focus came from the page around, and left for it', async () => {
    await payment.getByTestId('continue').click();
    await payment.getByTestId('create-order').waitFor();
    // No event of any window tells of such a visit.
    await page.waitForTimeout(1100);
    await page.locator('#outer').focus();
    await host.evaluate(`old = document.querySelector('phoenix-payment').shadowRoot.querySelector('iframe')`);
    await host.evaluate(`document.querySelector('phoenix-payment').refresh()`);
    await page.locator('#outer').fill('elsewhere');
    assert.equal(await host.evaluate('old.isConnected && !old.inert'), true);
    assert.ok(await payment.getByTestId('create-order').isVisible());
  });

  it('carries a payment to its end, and its events stay within', async () => {
    await host.evaluate('heard.length = 0');
    for (const id of ['create-order', 'sent', 'done']) await payment.getByTestId(id).click();
    await host.waitForSelector('phoenix-payment[state=closed]');
    const heard = (await host.evaluate('heard')) as string[];
    assert.deepEqual(
      heard.filter((name) => !name.startsWith('message')),
      ['order-created', 'success', 'done'],
    );
    assert.deepEqual(await page.evaluate('heard'), [], 'nothing reaches the page around');
  });

  it('opens its dialog in the frame, with the focus in it and back', async () => {
    await host.evaluate(`{
      const element = document.querySelector('phoenix-payment');
      Object.assign(element, {mode: 'dialog'});
      own.onclick = () => element.show();
    }`);
    await page.frameLocator('#shop').locator('#own').click();
    await host.waitForSelector('phoenix-payment[state=ready]', {state: 'attached'});
    const inside = `document.activeElement.shadowRoot?.activeElement?.part.value`;
    assert.equal(await host.evaluate(inside), 'close');
    await page.keyboard.press('Escape');
    await host.waitForSelector('phoenix-payment:not([open])', {state: 'attached'});
    assert.equal(await host.evaluate('document.activeElement.id'), 'own');
  });
});
