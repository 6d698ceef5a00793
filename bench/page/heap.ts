import type {Browser, Page} from 'playwright-core';
import {COUNT, SHOWN, defineBare, keep, show, showBare} from './a-thousand.js';
import type {Shop} from './shop.js';

/** Script heap of each element, in bytes. */
export interface Heap {
  readonly created: number;
  /** In the page, but out of sight (`loading="lazy"`). */
  readonly unseen: number;
  /** With its frame loaded. */
  readonly ready: number;
  /** Of a bare element with such a frame in its shadow root: what nobody can do without. */
  readonly bare: number;
}

/**
 * What V8 compiles is no element's own, and comes and goes as V8 likes: the browser has to be one that makes no machine code
 * (`--js-flags=--jitless`), and what is shown is weighed beside as many that are shown already.
 */
export async function heap(browser: Browser, shop: Shop): Promise<Heap> {
  shop.roundTrip = 0;
  const page = await browser.newPage();
  await page.goto(shop.url('an empty page'));
  await page.evaluate(defineBare);
  const {partnerUrl} = shop;
  const of = async (count: number, make: () => Promise<unknown>): Promise<number> => {
    const before = await used(page);
    await make();
    return ((await used(page)) - before) / count;
  };
  const created = await of(COUNT, () => page.evaluate(keep, COUNT));
  await page.evaluate(() => (globalThis.kept = []));
  const unseen = await of(COUNT, () => page.evaluate(show, {count: COUNT, partnerUrl, wanted: 'idle'}));
  const beside = async (make: () => Promise<unknown>): Promise<number> => {
    await page.evaluate(() => document.body.replaceChildren());
    await make();
    return await of(SHOWN, make);
  };
  const bare = await beside(() => page.evaluate(showBare, {count: SHOWN, partnerUrl}));
  const ready = await beside(() => page.evaluate(show, {count: SHOWN, partnerUrl, wanted: 'ready'}));
  await page.close();
  return {created, unseen, ready, bare};
}

async function used(page: Page): Promise<number> {
  const client = await page.context().newCDPSession(page);
  for (let times = 0; times < 3; times++) await client.send('HeapProfiler.collectGarbage');
  const {usedSize} = await client.send('Runtime.getHeapUsage');
  await client.detach();
  return usedSize;
}
