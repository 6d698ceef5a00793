import assert from 'node:assert/strict';
import {test} from 'node:test';
import {emptyProject, entries, installInto, run} from './support/package.js';

const project = emptyProject();
installInto(project, 'react', 'msw', 'redis');

/** What the two libraries leave for their other copies on a page, lit's stand-in for a registry, and Node's own fetch. */
const THEIRS = /^(__zod_|lit|reactiveElement|customElements$|Symbol\(undici)/;

const PROGRAM = `
  const look = () => new Map(Reflect.ownKeys(globalThis).map((key) => [key, globalThis[key]]));
  look();
  const before = look();
  const entry = await import(process.argv[1]);
  const touched = [...look()].filter(([key, value]) => !Object.is(value, before.get(key))).map(([key]) => String(key));
  console.log(JSON.stringify({touched, names: Object.keys(entry)}));
  // What holds a process is a timer or a socket that was opened by the import alone.
  setTimeout(() => process.exit(3), 2000).unref();`;

interface Imported {
  readonly touched: readonly string[];
  readonly names: readonly string[];
}

const imported = (name: string): Imported =>
  JSON.parse(run(project, process.execPath, '--no-warnings', '--input-type=module', '-e', PROGRAM, name)) as Imported;

for (const {name} of entries) {
  test(`${name} can be imported in Node from the packed package, and changes no global of anybody’s`, () => {
    const {touched, names} = imported(name);
    assert.deepEqual(
      touched.filter((global) => !THEIRS.test(global)),
      [],
    );
    assert.notEqual(names.length, 0);
  });
}

test('the first entry gives all that the element’s own gives', () => {
  const {names} = imported('phoenix-payment');
  for (const name of imported('phoenix-payment/element').names) assert.ok(names.includes(name), name);
});

test('the entry without registration registers nothing, and the first one does', () => {
  const defined = (name: string): string =>
    run(
      project,
      process.execPath,
      '--input-type=module',
      '-e',
      `await import('${name}'); console.log(!!customElements.get('phoenix-payment'))`,
    ).trim();
  assert.equal(defined('phoenix-payment/element'), 'false');
  assert.equal(defined('phoenix-payment'), 'true');
});

test('no dependency is needed but lit and zod', () => {
  const bare = emptyProject();
  installInto(bare);
  for (const name of [
    'phoenix-payment',
    'phoenix-payment/server',
    'phoenix-payment/server/redis',
    'phoenix-payment/sandbox',
  ])
    assert.equal(run(bare, process.execPath, '--input-type=module', '-e', `await import('${name}')`), '', name);
});
