import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {pathToFileURL} from 'node:url';
import {appFiles} from './support/app-files.js';
import {installApps, script} from './support/build-app.js';
import {Shop} from './support/shop.js';

interface Renderer {
  render(partner: string): string | Promise<string>;
}

for (const {name: app, folder, skip} of await installApps(['react18', 'react19', 'lit'])) {
  describe(`${app}, rendered on a server`, {skip}, () => {
    let shop: Shop;
    let markup: string;

    before(async () => {
      await script(folder, 'types');
      // What does not match is reported by libraries that are built for development only.
      for (const name of ['build', 'build:server']) await script(folder, name, {NODE_ENV: 'development'});
      const {render} = (await import(pathToFileURL(join(folder, 'dist-server/server.js')).href)) as Renderer;
      const dist = join(folder, 'dist');
      const rendered: Record<string, string> = {};
      shop = await Shop.open({answer: appFiles(dist, rendered)});
      markup = await render(shop.sandbox.partnerUrl);
      rendered['/hydrate.html'] = readFileSync(join(dist, 'hydrate.html'), 'utf8').replace('<!--app-->', markup);
    });
    after(() => shop?.close());

    it('is markup that says what it can, and makes the browser ask for nothing before its program runs', () => {
      assert.match(markup, /<phoenix-payment[^>]* token-endpoint="\/api\/token"/);
      assert.doesNotMatch(markup, /amount=|\[object|headers/);
    });

    it('is taken over without a warning, and with one token request and one load', async () => {
      await shop.visit({}, 'hydrate.html');
      await shop.until('ready', 'a');
      await shop.settle();
      shop.assertQuiet();
      assert.deepEqual(shop.tokenRequests, [app]);
      assert.deepEqual(
        shop.loads.map((query) => `${query.get('amount')} ${query.get('order')}`),
        ['100 a'],
      );
    });
  });
}
