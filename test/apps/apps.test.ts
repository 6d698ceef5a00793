import assert from 'node:assert/strict';
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {after, afterEach, before, describe, it} from 'node:test';
import {appFiles} from './support/app-files.js';
import {installApps, script} from './support/build-app.js';
import {Shop} from './support/shop.js';

/** Where there is a page of two payments in a list; the others are what a server renders. */
const APPS = readdirSync(new URL('../../demo/apps', import.meta.url)).filter((name) => !/^(lit|next)$/.test(name));

for (const {name: app, folder, skip} of await installApps(APPS)) {
  describe(app, {skip}, () => {
    let shop: Shop;

    it('is checked by its own compiler, settings and event details with no cast', async () => {
      await script(folder, 'types');
    });

    it('is built by its own tools without a warning', async () => {
      const said = await script(folder, 'build');
      assert.doesNotMatch(said, /warn/i);
    });

    for (const way of app.startsWith('react') ? ['component', 'bare'] : ['tag']) {
      describe(way, () => {
        const query: Record<string, string> = way === 'bare' ? {bare: ''} : {};

        before(async () => {
          shop = await Shop.open({answer: appFiles(join(folder, 'dist'))});
        });
        after(() => shop.close());
        afterEach(() => {
          shop.assertQuiet();
        });

        const opened = async (): Promise<void> => {
          await shop.visit(query);
          await shop.until('ready', 'a', 'b');
          await shop.settle();
        };
        const log = async (): Promise<string> => (await shop.page.textContent('#log')) ?? '';

        it('sets numbers, objects and functions, and asks once for what it was told to', async () => {
          await opened();
          assert.deepEqual(shop.tokenRequests.toSorted(), [app, 'function'].toSorted());
          const asked = shop.loads.map((query) => `${query.get('amount')} ${query.get('order')}`).toSorted();
          assert.deepEqual(asked, ['100 a', '100 b']);
        });

        it('hears the events, each once, with their details', async () => {
          await opened();
          const heard = (await log())
            .trim()
            .split(' ')
            .map((line) => line.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, 'DATE'));
          assert.deepEqual(heard.toSorted(), ['a:ready', 'a:token:DATE', 'b:ready', 'b:token:DATE']);
        });

        it('changes nothing when it renders the same again, with new objects and functions', async () => {
          await opened();
          const [tokens, loads] = [shop.tokenRequests.length, shop.loads.length];
          for (let times = 1; times <= 3; times++) {
            await shop.press('tick');
            await shop.page.locator('#ticks', {hasText: String(times)}).waitFor();
          }
          await shop.settle();
          assert.deepEqual([shop.tokenRequests.length, shop.loads.length], [tokens, loads]);
        });

        it('starts over with another amount, and with the token it has', async () => {
          await opened();
          const tokens = shop.tokenRequests.length;
          await shop.press('more');
          await shop.settle();
          await shop.until('ready', 'a', 'b');
          assert.deepEqual(
            shop.loads.slice(2).map((query) => query.get('amount')),
            ['150', '150'],
          );
          assert.equal(shop.tokenRequests.length, tokens);
        });

        it('leaves nothing when it is no longer rendered, and works when it is again', async () => {
          await opened();
          await shop.press('toggle');
          await shop.page.locator('phoenix-payment').first().waitFor({state: 'detached'});
          assert.equal(shop.page.frames().length, 1);
          await shop.press('toggle');
          await shop.until('ready', 'a', 'b');
        });

        it('keeps its tokens when its list is put in another order', async () => {
          await opened();
          const tokens = shop.tokenRequests.length;
          await shop.press('reverse');
          await shop.page.locator('phoenix-payment#b ~ phoenix-payment#a').waitFor({state: 'attached'});
          await shop.settle();
          await shop.until('ready', 'a', 'b');
          assert.equal(shop.tokenRequests.length, tokens);
        });

        it('asks for nothing more once the app is gone', async () => {
          await shop.visit(query);
          await shop.page.evaluate(() => dispatchEvent(new Event('leave')));
          await shop.page.locator('phoenix-payment').first().waitFor({state: 'detached'});
          const [tokens, loads] = [shop.tokenRequests.length, shop.loads.length];
          await shop.settle();
          assert.deepEqual([shop.tokenRequests.length, shop.loads.length], [tokens, loads]);
        });
      });
    }
  });
}
