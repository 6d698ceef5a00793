import type {Browser} from 'playwright-core';
import type {Shop} from './shop.js';

/** What is left behind, at two points of time. */
export interface Left {
  readonly cycles: number;
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly timers: number;
}

export interface Cycles {
  readonly left: readonly Left[];
  /** Layouts and style recalculations that a refresh causes whose frame is in use. */
  readonly layouts: number;
}

/** Connects and disconnects one element over and over, its requests under way each time. */
export async function cycles(browser: Browser, shop: Shop, count: number): Promise<Cycles> {
  shop.roundTrip = 0;
  const page = await browser.newPage();
  await page.addInitScript(watchTimers);
  await page.goto(shop.url('an empty page'));
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  const metrics = async (): Promise<Record<string, number>> => {
    const {metrics} = await client.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({name, value}) => [name, value]));
  };
  const left: Left[] = [];
  for (const part of [0.1, 1]) {
    const done = left.at(-1)?.cycles ?? 0;
    await page.evaluate(run, {count: count * part - done, partnerUrl: shop.partnerUrl});
    for (let times = 0; times < 3; times++) await client.send('HeapProfiler.collectGarbage');
    const {JSHeapUsedSize: heap = NaN, Nodes: nodes = NaN, JSEventListeners: listeners = NaN} = await metrics();
    left.push({cycles: count * part, heap, nodes, listeners, timers: await page.evaluate(() => pending.size)});
  }
  await page.evaluate(use, shop.partnerUrl);
  const before = await metrics();
  await page.evaluate(refresh);
  const after = await metrics();
  await page.close();
  return {left, layouts: (after['LayoutCount'] ?? NaN) - (before['LayoutCount'] ?? NaN)};
}

// What follows runs in the page.

declare global {
  var pending: Set<unknown>;
}

function watchTimers(): void {
  globalThis.pending = new Set();
  const set = globalThis.setTimeout;
  const clear = globalThis.clearTimeout;
  Object.assign(globalThis, {
    setTimeout: (ring: () => void, ms: number) => {
      const timer: unknown = set(() => {
        globalThis.pending.delete(timer);
        ring();
      }, ms);
      globalThis.pending.add(timer);
      return timer;
    },
    clearTimeout: (timer: number) => {
      globalThis.pending.delete(timer);
      clear(timer);
    },
  });
}

async function run({count, partnerUrl}: {count: number; partnerUrl: string}): Promise<void> {
  const [waiting, shown] = ['/api/never', '/api/token'].map((tokenEndpoint) => {
    const element = document.createElement('phoenix-payment');
    const walletAddress = '0x52908400098527886E0F7030069857D2E4169EE7';
    return Object.assign(element, {tokenEndpoint, walletAddress, amount: '1', partnerUrl});
  }) as [HTMLElementTagNameMap['phoenix-payment'], HTMLElementTagNameMap['phoenix-payment']];
  for (let cycle = 0; cycle < count; cycle++) {
    // Most leave while their token is under way, every hundredth with its frame loaded.
    if (cycle % 100) {
      document.body.append(waiting);
      await waiting.updateComplete;
      waiting.remove();
    } else {
      document.body.append(shown);
      await new Promise((ready) => shown.addEventListener('phoenix-ready', ready, {once: true}));
      shown.remove();
    }
  }
  await new Promise((turn) => setTimeout(turn, 1000));
}

async function use(partnerUrl: string): Promise<void> {
  const element = document.createElement('phoenix-payment');
  element.walletAddress = '0x52908400098527886E0F7030069857D2E4169EE7';
  Object.assign(element, {tokenEndpoint: '/api/token', amount: '1', partnerUrl});
  document.body.append(element);
  await new Promise((ready) => element.addEventListener('phoenix-ready', ready, {once: true}));
  element.shadowRoot?.querySelector('iframe')?.focus();
  for (let frames = 0; frames < 10; frames++) await new Promise(requestAnimationFrame);
}

async function refresh(): Promise<void> {
  await document.querySelector('phoenix-payment')?.refresh();
  for (let frames = 0; frames < 10; frames++) await new Promise(requestAnimationFrame);
}
