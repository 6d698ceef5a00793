import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {median} from './median.js';
import {PAGES, type PageName, type Shop} from './shop.js';

/** From the request for the page to the partner's receipt of the frame's request. */
export interface StartUp {
  readonly page: PageName;
  /** Median, in ms. */
  readonly ms: number;
  /** Median of the ratios to the snippet in the same round. */
  readonly ratio: number;
  /** Requests for a token in one load, the most of all rounds. */
  readonly tokenRequests: number;
}

interface Load {
  readonly page: PageName;
  readonly started: number;
  ms: number;
  tokenRequests: number;
}

const COMPARED = (Object.keys(PAGES) as PageName[]).filter((name) => PAGES[name].body);
const floorOf = (page: PageName): PageName => (PAGES[page].late ? 'the snippet, streaming' : 'the snippet');

/**
 * Loads each page once a round, in another order each time, each from a site of its own: in a new process, with nothing in the
 * cache. The pages go on by themselves and the servers take the time, for a debugger doubles what a frame costs.
 */
export async function startUp(
  executablePath: string,
  flags: readonly string[],
  shop: Shop,
  rounds: number,
): Promise<StartUp[]> {
  // The first round warms up the browser.
  const order = Array.from({length: rounds + 1}, () =>
    COMPARED.map((name) => ({name, at: Math.random()})).sort((a, b) => a.at - b.at),
  )
    .flat()
    .map(({name}) => name);
  const loads = (await loaded(executablePath, flags, shop, order)).slice(COMPARED.length);
  return COMPARED.map((page) => {
    const own = loads.filter((load) => load.page === page);
    const floor = loads.filter((load) => load.page === floorOf(page));
    return {
      page,
      ms: median(own.map(({ms}) => ms)),
      ratio: median(own.map(({ms}, round) => ms / (floor[round]?.ms ?? NaN))),
      tokenRequests: Math.max(...own.map((load) => load.tokenRequests)),
    };
  });
}

async function loaded(
  executablePath: string,
  flags: readonly string[],
  shop: Shop,
  order: PageName[],
): Promise<Load[]> {
  const loads: Load[] = [];
  const profile = mkdtempSync(join(tmpdir(), 'bench-'));
  const url = (at: number): string => shop.url(order[at] ?? 'an empty page', `s${at}.localhost`);
  const over = new Promise<void>((resolve) => {
    shop.onpage = (page) => {
      if (page === 'an empty page') resolve();
      else loads.push({page, started: performance.now(), ms: NaN, tokenRequests: 0});
      return url(loads.length);
    };
  });
  shop.ontoken = () => void loads[loads.length - 1]!.tokenRequests++;
  shop.onframe = () => {
    const load = loads[loads.length - 1]!;
    load.ms = performance.now() - load.started;
  };
  const child = spawn(executablePath, [...flags, '--headless=new', `--user-data-dir=${profile}`, url(0)], {
    stdio: 'ignore',
  });
  const exited = new Promise((resolve) => child.on('exit', resolve));
  await over;
  child.kill();
  await exited;
  try {
    rmSync(profile, {recursive: true, force: true, maxRetries: 5, retryDelay: 200});
  } catch {
    // A process of the browser's still writes there; the system clears it away.
  }
  shop.onpage = () => null;
  return loads;
}
