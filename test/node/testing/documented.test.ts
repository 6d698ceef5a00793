import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const OURS = /^import \{(.+)\} from '(?:phoenix-payment\/testing|.*src\/testing\/index\.js)';$/;

/** A program's lines, with what is imported from the kit one name a line, wherever it comes from. */
const linesOf = (code: string): string[] =>
  code
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .flatMap(
      (line) =>
        OURS.exec(line)?.[1]
          ?.split(', ')
          .map((name) => `import ${name}`) ?? [line],
    );

const examples = [...read('docs/testing.md').matchAll(/```ts\n([^]*?)```/g)]
  .map(([, code = '']) => code)
  .filter((code) => code.includes('\nit('));

for (const [index, path] of ['test/browser/testing-kit.test.ts', 'test/node/testing/kiosk-backend.test.ts'].entries())
  test(`the documentation’s example is ${path}, line by line, though not all of it`, () => {
    const run = linesOf(read(path));
    assert.equal(examples.length, 2);
    let at = -1;
    for (const line of linesOf(examples[index] ?? '').filter((line) => line !== '});')) {
      at = run.indexOf(line, at + 1);
      assert.notEqual(at, -1, line);
    }
  });
