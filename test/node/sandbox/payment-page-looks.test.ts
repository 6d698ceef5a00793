import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {describe, it} from 'node:test';
import {arrive} from './buyer.js';

describe('The payment page’s looks', async () => {
  const {page, open, click, at} = await arrive();

  for (const theme of ['light', 'dark']) {
    it(`gives axe nothing to find, in any step, ${theme}`, async () => {
      const frame = await open({theme, shareOn: 'true'});
      const inner = page.frames()[1];
      const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
      await inner?.evaluate(axe);
      const found = (): Promise<unknown> =>
        inner?.evaluate(`axe.run().then(({violations, passes}) =>
          passes.length < 10 ? 'axe saw nothing' : violations.map(({id, nodes}) => [id, nodes[0].html]))`) ??
        Promise.reject(new Error('no frame'));
      assert.deepEqual(await found(), []);
      for (const [id, step] of [
        ['create-link', 'link'],
        ['link-back', 'amount'],
        ['continue', 'review'],
        ['create-order', 'order'],
        ['sent', 'success'],
        ['done', 'finished'],
      ] as const) {
        await click(frame, id);
        await at(frame, step);
        assert.deepEqual(await found(), [], step);
      }
      await click(frame, 'drawer-toggle');
      assert.deepEqual(await found(), [], 'the drawer');
    });
  }

  for (const width of [350, 320]) {
    it(`needs no sideways scrolling at ${width} px, in any step`, async () => {
      const frame = await open({amount: '999999.99', shareOn: 'true'});
      await page.setViewportSize({width, height: 600});
      const sideways = (): Promise<boolean> =>
        frame.locator('main').evaluate((main) => main.scrollWidth > main.clientWidth);
      assert.equal(await sideways(), false);
      for (const id of ['continue', 'create-order', 'sent']) {
        await click(frame, id);
        assert.equal(await sideways(), false, id);
      }
      await at(frame, 'success');
      assert.equal(await sideways(), false);
    });
  }
});
