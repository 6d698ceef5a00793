import type {Browser} from 'playwright-core';
import {median} from './median.js';
import type {Shop} from './shop.js';

/** What a thousand elements on one page cost. */
export interface Thousand {
  /** Creation, against a custom element that attaches a shadow root and does nothing else. */
  readonly creation: number;
  /** Requests for a token, all of the thousand being shown at once. */
  readonly tokenRequests: number;
  /** Timers, intervals and animation frames asked for in a quiet second, `SHOWN` being shown. */
  readonly polls: number;
}

export const COUNT = 1000;
/** Frames are pages: a thousand would measure the browser. */
export const SHOWN = 200;

export async function aThousand(browser: Browser, shop: Shop, rounds: number): Promise<Thousand> {
  shop.roundTrip = 0;
  const page = await browser.newPage();
  await page.goto(shop.url('an empty page'));
  await page.evaluate(defineBare);
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const [bare, ours] = await page.evaluate(create, COUNT);
    ratios.push(ours / bare);
  }
  await page.evaluate(show, {count: SHOWN, partnerUrl: shop.partnerUrl, wanted: 'ready'});
  const polls = await page.evaluate(countTimers);
  await page.evaluate(() => document.body.replaceChildren());
  const before = shop.tokenRequests;
  await page.evaluate(show, {count: COUNT, partnerUrl: shop.partnerUrl, wanted: 'loading'});
  await page.close();
  return {creation: median(ratios), tokenRequests: shop.tokenRequests - before, polls};
}

// What follows runs in the page.

declare global {
  var kept: Element[];
}

export function defineBare(): void {
  customElements.define(
    'bare-element',
    class extends HTMLElement {
      constructor() {
        super();
        this.attachShadow({mode: 'open'});
      }
    },
  );
}

function create(count: number): [bare: number, ours: number] {
  const [bare = NaN, ours = NaN] = ['bare-element', 'phoenix-payment'].map((tag) => {
    globalThis.kept = [];
    const start = performance.now();
    for (let made = 0; made < count; made++) globalThis.kept.push(document.createElement(tag));
    return performance.now() - start;
  });
  globalThis.kept = [];
  return [bare, ours];
}

export function keep(count: number): void {
  globalThis.kept = Array.from({length: count}, () => document.createElement('phoenix-payment'));
}

interface Shown {
  readonly count: number;
  readonly partnerUrl: string;
  /** Until none is before it: `idle` keeps them out of sight. */
  readonly wanted: string;
}

export async function show({count, partnerUrl, wanted}: Shown): Promise<void> {
  const lazy = wanted === 'idle';
  const space = document.createElement('div');
  space.style.height = '5000px';
  if (lazy) document.body.append(space);
  const elements = Array.from({length: count}, () => document.createElement('phoenix-payment'));
  for (const element of elements) {
    Object.assign(element, {tokenEndpoint: '/api/token', amount: '1', partnerUrl, loading: lazy ? 'lazy' : 'eager'});
    element.walletAddress = '0x52908400098527886E0F7030069857D2E4169EE7';
    document.body.append(element);
  }
  const reached = wanted === 'loading' ? /loading|ready/ : new RegExp(wanted);
  while (!elements.every(({state}) => reached.test(state))) await new Promise((turn) => setTimeout(turn, 100));
}

export async function showBare({count, partnerUrl}: Omit<Shown, 'wanted'>): Promise<void> {
  const loaded = Array.from({length: count}, () => {
    const frame = document.createElement('iframe');
    const element = document.createElement('bare-element');
    element.shadowRoot?.append(frame);
    document.body.append(element);
    frame.contentWindow?.location.replace(partnerUrl);
    return new Promise((resolve) => frame.addEventListener('load', resolve, {once: true}));
  });
  await Promise.all(loaded);
}

async function countTimers(): Promise<number> {
  let asked = 0;
  const real = globalThis.setTimeout;
  for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame'] as const) {
    const original = globalThis[name] as (...all: unknown[]) => number;
    Object.assign(globalThis, {
      [name]: (...all: unknown[]) => {
        asked++;
        return original(...all);
      },
    });
  }
  await new Promise((turn) => real(turn, 1000));
  return asked;
}
