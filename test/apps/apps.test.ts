import assert from 'node:assert/strict';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {after, afterEach, before, describe, it} from 'node:test';
import {stripVTControlCharacters} from 'node:util';
import {appFiles} from './support/app-files.js';
import {installApps, script} from './support/build-app.js';
import {Shop} from './support/shop.js';

/** Where there is a page of two payments in a list; the others are what a server renders. */
const APPS = readdirSync(new URL('../../demo/apps', import.meta.url)).filter((name) => !/^(lit|next)$/.test(name));

/** Where an app says the amount, and how it would say a wrong one. */
const CHECKED: Readonly<Record<string, {file: string; amount: [right: string, wrong: string]}>> = {
  angular: {file: 'src/app.ts', amount: ['[amount]="amount()"', '[amount]="[amount()]"']},
  html: {file: 'src/main.ts', amount: ['payment.amount = amount', 'payment.amount = [amount]']},
  react18: {file: 'src/Payment.tsx', amount: ['amount={amount}', 'amount={[amount]}']},
  react19: {file: 'src/Payment.tsx', amount: ['amount={amount}', 'amount={[amount]}']},
  solid: {file: 'src/App.tsx', amount: ['amount={amount()}', 'amount={[amount()]}']},
  svelte: {file: 'src/App.svelte', amount: ['{amount}', 'amount={[amount]}']},
  vue: {file: 'src/App.vue', amount: [':amount="amount"', ':amount="[amount]"']},
};

/** How many of two elements lose their frames in a new order: none where `moveBefore` is used, else those that are taken out, which in Solid are both. */
const MOVED: Readonly<Record<string, number>> = {html: 0, solid: 2};

for (const {name: app, folder, skip} of await installApps(APPS)) {
  describe(app, {skip}, () => {
    let shop: Shop;

    it('is checked by its own compiler, settings and event details with no cast', async () => {
      await script(folder, 'types');
    });

    it('does not compile with a wrong setting, nor with a detail that an event does not have', async () => {
      const {file, amount} = CHECKED[app]!;
      const path = join(folder, file);
      const source = readFileSync(path, 'utf8');
      const wrong = source.replaceAll(...amount).replaceAll('detail.expiresAt', 'detail.expiresOn');
      writeFileSync(path, wrong);
      try {
        const said = await script(folder, 'types').then(
          () => '',
          (error: Error) => error.message,
        );
        const changed = wrong.split('\n').flatMap((line, index) => (source.includes(line) ? [] : [index + 1]));
        assert.ok(changed.length >= 2);
        for (const line of changed)
          assert.match(stripVTControlCharacters(said), new RegExp(`${basename(file)}[(:]${line}\\b`));
      } finally {
        writeFileSync(path, source);
      }
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
          await shop.untilFrameless();
          await shop.press('toggle');
          await shop.until('ready', 'a', 'b');
        });

        const moved = MOVED[app] ?? 1;
        it(`keeps its tokens, and all frames but ${moved}, when its list is put in another order`, async () => {
          await opened();
          const tokens = shop.tokenRequests.length;
          await shop.press('reverse');
          await shop.page.locator('phoenix-payment#b ~ phoenix-payment#a').waitFor({state: 'attached'});
          await shop.settle();
          await shop.until('ready', 'a', 'b');
          assert.equal(shop.tokenRequests.length, tokens);
          assert.equal(shop.loads.length, 2 + moved);
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
