// npm run bench:server [-- --quick]. Loopback only; a few minutes. Writes bench/server/results.md.
import {fork} from 'node:child_process';
import {once} from 'node:events';
import {writeFileSync} from 'node:fs';
import {cpus} from 'node:os';
import {fileURLToPath} from 'node:url';
import {herd} from './herd.js';
import {load} from './load.js';

const quick = process.argv.includes('--quick');
const [ROUNDS, MS, WARM_UP, MILLION] = quick ? [3, 400, 400, 50_000] : [9, 1000, 2000, 1_000_000];
const FLOOR = 'bare node:http';
const CONNECTIONS = 50;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const child = fork(path('./servers.ts'), {execArgv: ['--import', 'tsx', '--expose-gc']});
const [{ports}] = (await once(child, 'message')) as [{ports: Record<string, number>}];
const names = Object.keys(ports);
const ask = async (what: 'weigh' | 'time'): Promise<{heap: number; rss: number; cpu: number}> => {
  child.send(what);
  const [answer] = (await once(child, 'message')) as [{heap: number; rss: number; cpu: number}];
  return answer;
};
/** Answers per second, and µs of the server process' CPU time per answer. */
const run = async (name: string, ms: number) => {
  const before = await ask('time');
  const {errors, perSecond, requests} = await load({port: ports[name] ?? 0, connections: CONNECTIONS, ms});
  if (errors) throw new Error(`${name}: ${errors} errors`);
  return {perSecond, cost: ((await ask('time')).cpu - before.cpu) / requests};
};

for (const name of names) await run(name, WARM_UP);
type Column = 'throughput' | 'cpu' | 'rate' | 'cost';
const columns = new Map<string, Record<Column, number[]>>(
  names.map((name) => [name, {throughput: [1], cpu: [1], rate: [], cost: []}]),
);
const note = (name: string, values: Partial<Record<Column, number>>): void => {
  for (const [column, value] of Object.entries(values)) columns.get(name)?.[column as Column].push(value);
};
for (const name of names.slice(1)) Object.assign(columns.get(name) ?? {}, {throughput: [], cpu: []});
for (let round = 0; round < ROUNDS; round++) {
  // Each is held against a floor taken right before and right after it: a shared machine changes its pace within seconds.
  for (const name of names.slice(1)) {
    const before = await run(FLOOR, MS / 2);
    const {perSecond, cost} = await run(name, MS);
    const after = await run(FLOOR, MS / 2);
    const throughput = (2 * perSecond) / (before.perSecond + after.perSecond);
    note(name, {throughput, cpu: (before.cost + after.cost) / 2 / cost, rate: perSecond, cost});
    for (const floor of [before, after]) note(FLOOR, {rate: floor.perSecond, cost: floor.cost});
  }
}

const memory: {requests: number; heap: number; rss: number}[] = [];
const weigh = async (requests: number): Promise<void> => {
  memory.push({requests, ...(await ask('weigh'))});
};
await weigh(0);
for (let part = 1; part <= 10; part++) {
  const {errors} = await load({
    port: ports['broker, direct path'] ?? 0,
    connections: CONNECTIONS,
    requests: MILLION / 10,
  });
  if (errors) throw new Error(`${errors} errors`);
  await weigh((part * MILLION) / 10);
}
child.kill();

const rows = await herd();
const table = (head: readonly string[], body: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...body].map((row) => `| ${row.join(' | ')} |`).join('\n');
const mib = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);
const results = `# Figures of the server half

Written by \`npm run bench:server\`, ${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model.trim() ?? 'unknown CPU'}.

## Throughput over node:http

${CONNECTIONS} keep-alive connections on loopback; ${ROUNDS} interleaved rounds; each ratio is taken against the bare server right before and
right after; medians. "By CPU" compares the server process' CPU time per answer, which other work on the machine disturbs less.

${table(
  ['answered by', 'of the bare server, by CPU', 'by answers per second', 'µs of CPU per answer', 'answers/s'],
  names.map((name) => {
    const {throughput, cpu, rate, cost} = columns.get(name) ?? {throughput: [], cpu: [], rate: [], cost: []};
    return [
      name,
      ...[cpu, throughput].map((values) => median(values).toFixed(2)),
      median(cost).toFixed(1),
      Math.round(median(rate)).toLocaleString('en'),
    ];
  }),
)}

## 1,000 callers at once, each on a connection of its own

${table(
  ['situation', 'backend', 'requests to Phoenix', 'callers with an error'],
  rows.map(({situation, backend, upstreamRequests, errors}) => [situation, backend, upstreamRequests, errors]),
)}

## Memory of the server process, after a collection

${table(
  ['requests answered', 'heap, MiB', 'resident, MiB'],
  memory.map(({requests, heap, rss}) => [requests.toLocaleString('en'), mib(heap), mib(rss)]),
)}
`;
if (!quick) writeFileSync(path('./results.md'), results);
console.log(results);
