import type {Browser} from 'playwright-core';
import {median} from './median.js';
import {PAGES, type PageName, type Shop} from './shop.js';

/** From navigation to the partner's receipt of the frame's request. */
export interface StartUp {
  readonly page: PageName;
  /** Median, in ms. */
  readonly ms: number;
  /** Median of the ratios to the snippet in the same round. */
  readonly ratio: number;
  /** Requests for a token in one load, the most of all rounds. */
  readonly tokenRequests: number;
}

const COMPARED = (Object.keys(PAGES) as PageName[]).filter((name) => PAGES[name].body);
const floorOf = (page: PageName): PageName => (PAGES[page].late ? 'the snippet, streaming' : 'the snippet');

/** Loads each page once a round, in another order each time, with nothing in the cache. */
export async function startUp(browser: Browser, shop: Shop, rounds: number): Promise<StartUp[]> {
  const times = new Map<PageName, number[]>(COMPARED.map((page) => [page, []]));
  const most = new Map<PageName, number>();
  for (let round = -1; round < rounds; round++)
    for (const page of COMPARED.map((name) => ({name, at: Math.random()})).sort((a, b) => a.at - b.at)) {
      const {ms, tokenRequests} = await load(browser, shop, page.name);
      // The first round warms up the browser.
      if (round < 0) continue;
      times.get(page.name)?.push(ms);
      most.set(page.name, Math.max(most.get(page.name) ?? 0, tokenRequests));
    }
  return COMPARED.map((page) => {
    const own = times.get(page) ?? [];
    const floor = times.get(floorOf(page)) ?? [];
    return {
      page,
      ms: median(own),
      ratio: median(own.map((ms, round) => ms / (floor[round] ?? NaN))),
      tokenRequests: most.get(page) ?? 0,
    };
  });
}

async function load(browser: Browser, shop: Shop, name: PageName): Promise<{ms: number; tokenRequests: number}> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const before = shop.tokenRequests;
  const received = new Promise<number>((resolve) => (shop.onframe = () => resolve(performance.now())));
  const started = performance.now();
  await page.goto(shop.url(name), {waitUntil: 'commit'});
  const ms = (await received) - started;
  await page.waitForLoadState('load');
  await context.close();
  return {ms, tokenRequests: shop.tokenRequests - before};
}
