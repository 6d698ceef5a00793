import {readdirSync, readFileSync} from 'node:fs';
import {brotliCompressSync, gzipSync} from 'node:zlib';
import {build} from 'vite';
import {fitted, litOnly} from './fitted.js';

/** What the one file may weigh, in bytes of brotli. */
const BUDGET = 14_000;

const at = (path: string): string => new URL(`../${path}`, import.meta.url).pathname;
const kB = (bytes: number): string => `${(bytes / 1000).toFixed(2)} kB`.padStart(10);

interface Weight {
  readonly min: number;
  readonly gzip: number;
  readonly brotli: number;
}

const weigh = (code: string | Uint8Array): Weight => ({
  min: Buffer.byteLength(code),
  gzip: gzipSync(code).length,
  brotli: brotliCompressSync(code).length,
});

/** What the two libraries weigh without us: the same names, taken the same way. */
async function libraries(): Promise<Weight> {
  const source = `import {ReactiveElement, unsafeCSS} from 'lit'; import {core} from 'zod/mini';
    const Type = core.$constructor('Type', (inst, def) => core.$ZodType.init(inst, def));
    export default [ReactiveElement, unsafeCSS, new Type({type: 'custom'})['~standard'].validate];`;
  const id = at('libraries.js');
  const output = await build({
    configFile: false,
    logLevel: 'silent',
    root: at('.'),
    plugins: [
      fitted,
      {
        name: 'libraries',
        resolveId: (name) => (name === id ? id : undefined),
        load: (name) => (name === id ? source : undefined),
      },
    ],
    resolve: litOnly,
    build: {
      write: false,
      target: 'es2022',
      minify: false,
      lib: {entry: id, formats: ['es']},
      rolldownOptions: {output: {minify: true}},
    },
  });
  const [first] = [output].flat();
  if (!first || !('output' in first)) throw new Error('nothing was built');
  return weigh(first.output[0].code);
}

const file = readFileSync(at('dist/phoenix-payment.min.js'), 'utf8');
const all = weigh(file);
const theirs = await libraries();
const rows: [string, Weight][] = [
  ['phoenix-payment.min.js', all],
  ['  lit and zod in it', theirs],
  ['  our own share', {min: all.min - theirs.min, gzip: all.gzip - theirs.gzip, brotli: all.brotli - theirs.brotli}],
  ['translations (on need)', weigh(readFileSync(at('dist/phoenix-payment.translations.js')))],
];
console.log(`${''.padEnd(24)}${['min', 'gzip', 'brotli'].map((head) => head.padStart(10)).join('')}`);
for (const [name, weight] of rows) console.log(name.padEnd(24) + kB(weight.min) + kB(weight.gzip) + kB(weight.brotli));

const faults: string[] = [];
if (all.brotli > BUDGET) faults.push(`${String(all.brotli)} bytes of brotli, over the budget of ${String(BUDGET)}`);
if (/\bnew Function\b|\beval\(/.test(file)) faults.push('the file makes code from text');
// A named `z` brings all of zod along under some bundlers.
for (const path of readdirSync(at('src'), {recursive: true, encoding: 'utf8'}).filter((name) => name.endsWith('.ts')))
  if (/import\s*\{[^}]*\bz\b[^}]*\}\s*from\s*['"]zod/.test(readFileSync(at(`src/${path}`), 'utf8')))
    faults.push(`src/${path} imports { z }`);
for (const fault of faults) console.error(`size: ${fault}`);
process.exitCode = faults.length ? 1 : 0;
