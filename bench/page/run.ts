// npm run bench:page [-- --quick]. Loopback only; ten minutes. Writes bench/page/results.md, and the table in README.md.
import {readFileSync, writeFileSync} from 'node:fs';
import {cpus} from 'node:os';
import {chromium} from 'playwright-core';
import {findBrowser} from '../../test/support/find-browser.js';
import {built} from '../../test/support/built.js';
import {SHOWN, aThousand} from './a-thousand.js';
import {cycles} from './cycles.js';
import {heap} from './heap.js';
import {ROUND_TRIP, Shop} from './shop.js';
import {startUp} from './start-up.js';

const quick = process.argv.includes('--quick');
const [ROUNDS, STARTS, CYCLES] = quick ? [3, 3, 1000] : [21, 41, 10_000];

built();
const executablePath = findBrowser();
const args = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
const shop = await Shop.open();
const speed = await startUp(executablePath, process.getuid?.() === 0 ? [...args, '--no-sandbox'] : args, shop, STARTS);
const plain = await chromium.launch({executablePath, args: [...args, '--js-flags=--jitless']});
const weight = await heap(plain, shop);
await plain.close();
const browser = await chromium.launch({executablePath, args});
const thousand = await aThousand(browser, shop, ROUNDS);
const cycled = await cycles(browser, shop, CYCLES);
await browser.close();
shop.close();

const [first, last] = cycled.left;
const growth = (of: 'nodes' | 'listeners' | 'timers'): number => (last?.[of] ?? NaN) - (first?.[of] ?? NaN);
const kilobytes = ((last?.heap ?? NaN) - (first?.heap ?? NaN)) / 1000;
const of = (page: string): string => (speed.find((row) => row.page === page)?.ratio ?? NaN).toFixed(2);

const figures: [string, string | number, string][] = [
  ['start, `async` script and preloaded token, of a hand-written snippet', of('async script and preload'), '1.00'],
  ['start, tag and script alone', of('bare tag'), '1.15'],
  ['start on a page that streams, both', of('async script and preload, streaming'), '1.05'],
  ['creating 1,000 elements, of a bare element with a shadow root', thousand.creation.toFixed(2), '1.50'],
  ['script heap of an element out of sight, bytes (machine code left out)', Math.round(weight.unseen), '1000'],
  [
    'script heap of an element with its frame loaded, bytes, beyond that of a bare element with such a frame',
    Math.round(weight.ready - weight.bare),
    '1000',
  ],
  ['token requests of 1,000 elements', thousand.tokenRequests, '1'],
  [`timers armed in a quiet second, ${SHOWN} elements shown`, thousand.polls, '0'],
  [
    `nodes, listeners, timers left by ${CYCLES - CYCLES / 10} connects and disconnects`,
    ['nodes', 'listeners', 'timers'].map((name) => growth(name as 'nodes')).join(', '),
    '0, 0, 0',
  ],
  ['layouts that a refresh causes', cycled.layouts, '0'],
];
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const results = `# Figures of the element in a page

Written by \`npm run bench:page\`, ${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, ${cpus()[0]?.model.trim() ?? 'unknown CPU'}, Chromium.

## From the request for the page to the partner's receipt of the frame's request

${ROUND_TRIP} ms from each request to its answer, simulated, nothing in the cache, a new process for each page, no debugger, ${STARTS} interleaved
rounds; the ratio is the median of those to the snippet in the same round.

${table(
  ['page', 'ms', 'of the snippet', 'token requests'],
  speed.map(({page, ms, ratio, tokenRequests}) => [page, ms.toFixed(0), ratio.toFixed(2), tokenRequests]),
)}

## 1,000 elements

${table(
  ['what', 'figure'],
  [
    ['creation, of a bare custom element with a shadow root', thousand.creation.toFixed(2)],
    ['script heap of each, machine code left out: created', `${Math.round(weight.created)} bytes`],
    ['in the page and out of sight (`loading="lazy"`)', `${Math.round(weight.unseen)} bytes`],
    [`shown, its frame loaded (${SHOWN})`, `${Math.round(weight.ready)} bytes`],
    ['a bare element with such a frame in its shadow root', `${Math.round(weight.bare)} bytes`],
    ['token requests, all shown', thousand.tokenRequests],
    [`timers armed in a quiet second, ${SHOWN} shown`, thousand.polls],
  ],
)}

## Connected and disconnected, over and over

${table(
  ['cycles', 'heap, kB', 'nodes', 'listeners', 'timers'],
  cycled.left.map(({cycles, heap, nodes, listeners, timers}) => [
    cycles,
    (heap / 1000).toFixed(0),
    nodes,
    listeners,
    timers,
  ]),
)}

The heap grew by ${kilobytes.toFixed(0)} kB. A refresh whose frame is in use caused ${cycled.layouts} layouts.
`;
console.log(results);
if (!quick) {
  writeFileSync(new URL('./results.md', import.meta.url), results);
  const readme = new URL('../../README.md', import.meta.url);
  const text = readFileSync(readme, 'utf8');
  const written = text.replace(
    /(<!-- bench:page -->\n)[^]*?(<!-- \/bench:page -->)/,
    (_, open: string, close: string) =>
      `${open}\n${table(['measured', 'figure', 'aim: at most'], figures)}\n\n${close}`,
  );
  writeFileSync(readme, written);
}
