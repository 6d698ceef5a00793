import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {cdnTag} from '../../../scripts/cdn-tag.js';
import {built} from '../../support/built.js';
import {ROOT} from './support/package.js';

test('the README’s script tag is for this version, and its hash lets the built file run: else `npm run integrity`', () => {
  built();
  const {version} = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {version: string};
  const tag = cdnTag(version, readFileSync(`${ROOT}dist/phoenix-payment.min.js`));
  assert.ok(readFileSync(`${ROOT}README.md`, 'utf8').includes(tag), tag);
});
