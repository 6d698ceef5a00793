import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {transform} from 'lightningcss';
import {minify} from 'terser';
import {build, type InlineConfig, type Plugin} from 'vite';
import {integrityOf} from './cdn-tag.js';
import {fitted, litOnly} from './fitted.js';
import {copyFrameworkTypes} from './frameworks.js';
import {writeManifests} from './manifest.js';

const {resolve} = createRequire(import.meta.url);
const at = (path: string): string => new URL(`../${path}`, import.meta.url).pathname;

/** Published entries, by their name in `dist`. */
const ENTRIES = [
  'index',
  'element',
  'server/index',
  'server/node',
  'server/redis',
  'testing/index',
  'sandbox/index',
  'react/index',
  'cli',
];

/** Style sheets stand in css`` templates, which no minifier looks into. */
const styleSheets: Plugin = {
  name: 'style-sheets',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('.styles.ts')) return undefined;
    return code.replace(/css`([^]*?)`/, (_, css: string) => {
      const small = transform({filename: id, code: Buffer.from(css), minify: true, targets: {chrome: 123 << 16}});
      return `css\`${small.code.toString()}\``;
    });
  },
};

const common: InlineConfig = {
  configFile: false,
  logLevel: 'warn',
  root: at('.'),
  publicDir: false,
};

/** ES modules for bundlers, Node and its like: dependencies stay imports. */
async function buildPackage(): Promise<void> {
  const entry = Object.fromEntries(
    ENTRIES.filter((name) => existsSync(at(`src/${name}.ts`))).map((name) => [name, at(`src/${name}.ts`)]),
  );
  await build({
    ...common,
    plugins: [styleSheets],
    build: {
      outDir: at('dist'),
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      lib: {entry, formats: ['es']},
      rolldownOptions: {
        // It is kept: Next needs it.
        checks: {moduleLevelDirective: false},
        external: [/^node:/, /^(lit|zod|msw|react|redis|ioredis)($|\/)/],
        output: {chunkFileNames: 'chunks/[name].js', entryFileNames: '[name].js'},
      },
    },
  });
}

/** Property names that only our own modules use between them, and of no object that a platform, library or user has made: they may be short. */
const OURS =
  /^(tokenGranted|tokenRefused|frameStale|frameMessage|underWay|leaveTopLayer|inUse|reveal|touched|granted|refused|assumed|usable|unwatch|renew|outcome|doubt|undone|heard|told|lost|forget|moved|asked|asking|settled|answered|expires|lease|wall|ends|taken|focused|silenced|buttons|server|endpoint|happened)$/;

/** One file for a script tag; the translations lie beside it. */
async function buildCdn(): Promise<void> {
  const squeeze: Plugin = {
    name: 'terser',
    async generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        const {code} = await minify(chunk.code, {
          module: true,
          ecma: 2020,
          compress: {passes: 4, keep_fargs: false, sequences: false},
          mangle: {properties: {builtins: true, regex: OURS}},
          format: {comments: false},
        });
        chunk.code = code ?? chunk.code;
      }
    },
  };
  await build({
    ...common,
    plugins: [styleSheets, fitted, squeeze],
    resolve: litOnly,
    build: {
      outDir: at('dist'),
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      lib: {entry: {'phoenix-payment.min': at('src/index.ts')}, formats: ['es']},
      rolldownOptions: {
        output: {chunkFileNames: 'phoenix-payment.[name].js', entryFileNames: '[name].js', minify: true},
        checks: {bundlerTimings: false},
      },
    },
  });
}

rmSync(at('dist'), {recursive: true, force: true});
await buildPackage();
await buildCdn();
execFileSync(process.execPath, [resolve('typescript/bin/tsc'), '-p', at('scripts/tsconfig.build.json')], {
  stdio: 'inherit',
});
copyFrameworkTypes(at('src'), at('dist'));
writeManifests(at('src'), at('dist'));
const hash = integrityOf(readFileSync(at('dist/phoenix-payment.min.js')));
console.log(`dist/phoenix-payment.min.js  integrity="${hash}"`);
