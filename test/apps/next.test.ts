import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {startAppServer, type AppServer} from './support/app-server.js';
import {installApps, script} from './support/build-app.js';
import {Shop} from './support/shop.js';

for (const {folder, skip} of await installApps(['next'])) {
  describe('Next, from its own server', {skip}, () => {
    let server: AppServer;
    let shop: Shop;

    before(async () => {
      await script(folder, 'types');
      assert.doesNotMatch(await script(folder, 'build'), /warn/i);
      server = await startAppServer(folder, 'start');
      shop = await Shop.open(server);
    });
    after(async () => {
      await shop.close();
      await server.stop();
    });

    it('sends markup that says what it can', async () => {
      const response = await fetch(`${shop.url}?${new URLSearchParams({partner: shop.sandbox.partnerUrl})}`);
      assert.match(await response.text(), /<phoenix-payment[^>]* token-endpoint="\/api\/token"/);
    });

    it('takes it over without a warning, and with one token request and one load', async () => {
      await shop.visit();
      await shop.until('ready', 'a');
      await shop.settle();
      shop.assertQuiet();
      assert.deepEqual(shop.tokenRequests, ['next']);
      assert.deepEqual(
        shop.loads.map((query) => `${query.get('amount')} ${query.get('order')}`),
        ['100 a'],
      );
      assert.match((await shop.page.textContent('#log')) ?? '', /^a:token:\S+ a:ready$/);
    });
  });
}
