import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {PhoenixPaymentError, type PhoenixPaymentErrorCode} from '../../../src/errors.js';
import {english} from '../../../src/texts/english.js';
import {errorText} from '../../../src/texts/messages.js';

const text = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** The codes of the source: the members of their type. */
const codes = [...text('src/errors.ts').matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(
  ([, code]) => code as PhoenixPaymentErrorCode,
);

/** The documentation's sections, by their headings. */
const sections = new Map(
  text('docs/errors.md')
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.split('\n', 1)[0] ?? '', section]),
);

describe('Every error code', () => {
  it('has a section in docs/errors.md, in the same order, and no section is without one', () => {
    assert.equal(codes.length, 15);
    assert.deepEqual([...sections.keys()], [...codes, 'What no browser can tell']);
  });

  for (const code of codes)
    it(`says what happened, what the payer can do, and what the integrator can: ${code}`, () => {
      for (const part of ['- **What happened.** ', '- **The payer** can', '- **You**: '])
        assert.ok(sections.get(code)?.replace('may have to sign in again, and can', 'can').includes(part), part);
      assert.match(
        new PhoenixPaymentError(code).message,
        new RegExp(`^\\S.+\\. https://\\S+/docs/errors\\.md#${code}$`),
      );
      assert.match(errorText(code, english), /\b(tell|try again|contact)\b/i);
    });
});
