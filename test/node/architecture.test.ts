import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../src');

/** Every source file, by its path below `src/`, without its comments. */
const sources = new Map(
  readdirSync(root, {recursive: true, encoding: 'utf8'})
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => [path.replaceAll('\\', '/'), readFileSync(join(root, path), 'utf8')]),
);
const code = new Map(
  [...sources].map(([path, text]) => [
    path,
    text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1'),
  ]),
);

/** What a file imports: packages by their names, files by their paths below `src/`. */
function imports(path: string): string[] {
  const found = (code.get(path) ?? '').matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g);
  return [...found].map(([, to = '']) =>
    to.startsWith('.') ? relative(root, join(root, dirname(path), to)).replaceAll('\\', '/') : to,
  );
}

const room = (path: string): string => (path.includes('/') ? (path.split('/')[0] as string) : '');
/** The rooms of the element, as against those for servers and for tests. */
const ELEMENT = ['', 'token', 'frame', 'wire', 'texts'];
const ofElement = [...sources.keys()].filter((path) => ELEMENT.includes(room(path)) && path !== 'cli.ts');

/** Files in which a pattern stands. */
const where = (pattern: RegExp, among: Iterable<string> = code.keys()): string[] =>
  [...among].filter((path) => pattern.test(code.get(path) ?? '')).sort();

/** Files in which a pattern stands, though it may in others only. */
const strays = (pattern: RegExp, allowed: readonly string[], among: Iterable<string> = ofElement): string[] =>
  where(pattern, among).filter((path) => !allowed.includes(path));

const crossing = (from: string, to: (path: string) => boolean): string[] =>
  [...code.keys()]
    .filter((path) => room(path) === from)
    .flatMap((path) =>
      imports(path)
        .filter(to)
        .map((target) => `${path} → ${target}`),
    );

describe('the architecture', () => {
  it('is looked at: there are files, and imports are found', () => {
    assert.ok(ofElement.length > 20, `${ofElement.length} files`);
    assert.ok(imports('index.ts').includes('define.js'));
    assert.ok(imports('phoenix-payment.ts').includes('lit'));
  });

  it('lets token/ and frame/ know nothing of each other', () => {
    assert.deepEqual(
      crossing('token', (to) => room(to) === 'frame'),
      [],
    );
    assert.deepEqual(
      crossing('frame', (to) => room(to) === 'token'),
      [],
    );
  });

  it('lets token/ and frame/ know nothing of the element or its words', () => {
    const above = /^(phoenix-payment|settings-element|checkout|view|dialog|events|partner-events|define|index|texts\/)/;
    assert.deepEqual(
      crossing('token', (to) => above.test(to)),
      [],
    );
    assert.deepEqual(
      crossing('frame', (to) => above.test(to)),
      [],
    );
  });

  it('has zod in wire/ only', () => {
    const users = [...code.keys()].filter((path) => imports(path).some((to) => /^zod(\/|$)/.test(to)));
    assert.deepEqual(
      users.filter((path) => room(path) !== 'wire'),
      [],
    );
  });

  it('imports no package in the element but lit and zod', () => {
    const packages = new Set(ofElement.flatMap((path) => imports(path).filter((to) => !/\.js$/.test(to))));
    assert.deepEqual(
      [...packages].filter((name) => !/^(lit|zod)(\/|$)/.test(name)),
      [],
    );
  });

  it('lets server/ import nothing of the element but wire/', () => {
    const allowed = (to: string): boolean =>
      !to.endsWith('.js') || ['server', 'wire'].includes(room(to)) || /^node:/.test(to);
    assert.deepEqual(
      crossing('server', (to) => !allowed(to)),
      [],
    );
  });

  it('lets the element import nothing of server/, sandbox/, testing/ or react/', () => {
    const outer = ['server', 'sandbox', 'testing', 'react'];
    const found = ofElement.flatMap((path) =>
      imports(path)
        .filter((to) => outer.includes(room(to)))
        .map((to) => `${path} → ${to}`),
    );
    assert.deepEqual(found, []);
  });

  it('lets wire/ know nothing but itself', () =>
    assert.deepEqual(
      crossing('wire', (to) => to.endsWith('.js') && room(to) !== 'wire' && to !== 'url.js'),
      [],
    ));

  const doors: [string, RegExp, string[]][] = [
    ['fetch', /(?<![\w.])fetch\(/, ['token/request-token.ts', 'frame/probe.ts']],
    ['setTimeout and setInterval', /\b(setTimeout|setInterval|requestIdleCallback)\(/, ['clock.ts']],
    ['the clocks', /\bperformance\.now\(/, ['clock.ts']],
    ['the `message` listener', /(Listener|\[on\])\(\s*['"`]message['"`]|\bonmessage\b/, ['frame/on-message.ts']],
    ['dispatchEvent', /\bdispatchEvent\(/, ['events.ts']],
    ['customElements.define', /\bcustomElements\s*\.\s*define\(/, ['define.ts']],
    ['iframes', /createElement\('iframe'\)/, ['frame/payment-frame.ts']],
    ['the console', /\bconsole\./, ['phoenix-payment.ts']],
  ];
  for (const [what, pattern, files] of doors)
    it(`has one door for ${what}: ${files.join(', ')}`, () => {
      assert.deepEqual(strays(pattern, files), []);
      assert.ok(where(pattern, files).length > 0, 'the door is where it is said to be');
    });

  it('makes no markup and no code out of texts', () => {
    const forbidden =
      /\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|unsafeHTML|setHTMLUnsafe)\b|\beval\(|\bnew Function\b|\bFunction\(/;
    assert.deepEqual(where(forbidden, ofElement), []);
  });

  it('keeps nothing in storage or cookies', () =>
    assert.deepEqual(where(/\b(localStorage|sessionStorage|indexedDB)\b|document\.cookie/, ofElement), []));

  it('has no file of 200 lines or more', () => {
    const long = [...sources].map(([path, text]) => [path, text.split('\n').length - 1] as const);
    assert.deepEqual(
      long.filter(([, lines]) => lines >= 200),
      [],
    );
  });
});
