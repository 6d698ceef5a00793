import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, afterEach, before, describe, it} from 'node:test';
import {startAppServer, type AppServer} from './support/app-server.js';
import {installApps} from './support/build-app.js';
import {Shop} from './support/shop.js';

interface Edited {
  readonly file: string;
  /** What leaves the elements in their places, with token and frame. After other edits the framework makes new ones. */
  readonly keeps: readonly ('words' | 'program')[];
}

const EDITED: Readonly<Record<string, Edited>> = {
  next: {file: 'app/Checkout.tsx', keeps: ['words', 'program']},
  react18: {file: 'src/App.tsx', keeps: ['words', 'program']},
  react19: {file: 'src/App.tsx', keeps: ['words', 'program']},
  solid: {file: 'src/App.tsx', keeps: []},
  svelte: {file: 'src/App.svelte', keeps: []},
  vue: {file: 'src/App.vue', keeps: ['words']},
};

const WORDS = /More(?=<)|More$|(?<=<h1>)Checkout/m;
const PROGRAM = /(?<=lines\) => )\[\.\.\.lines, line\]|log(?:\.value)?\.push\(line\)/;

for (const {name, folder, skip} of await installApps(Object.keys(EDITED))) {
  describe(`${name}, while it is being written`, {skip}, () => {
    const {file, keeps} = EDITED[name] as Edited;
    const [ids, asked, title] = name === 'next' ? [['a'], ['next'], 'h1'] : [['a', 'b'], ['function', name], '#more'];
    const path = join(folder, file);
    const source = readFileSync(path, 'utf8');
    let server: AppServer;
    let shop: Shop;

    before(async () => {
      server = await startAppServer(folder, 'dev');
      shop = await Shop.open(server);
      // The first visit has everything bundled, and may be sent round again for it.
      await shop.visit();
      await shop.until('ready', ...ids);
    });
    after(async () => {
      await shop?.close();
      await server?.stop();
    });
    afterEach(() => {
      shop.assertQuiet();
    });

    /** Edits the component, waits until the page shows it, and says how many frames that has cost. */
    const edit = async (text: string, change: (source: string) => string): Promise<number> => {
      await shop.page.evaluate('window.visit = 1');
      const loads = shop.loads.length;
      writeFileSync(path, change(source.replace(WORDS, text)));
      await shop.page.locator(title, {hasText: text}).waitFor();
      await shop.settle();
      await shop.until('ready', ...ids);
      assert.equal(await shop.page.evaluate('window.visit'), 1, 'the whole page was loaded again');
      return shop.loads.length - loads;
    };

    it('asks once, though every component may be mounted twice to find its faults', async () => {
      await shop.visit();
      await shop.until('ready', ...ids);
      await shop.settle();
      assert.deepEqual(shop.tokenRequests.toSorted(), asked);
      assert.equal(shop.loads.length, ids.length);
    });

    for (const [part, mark] of [
      ['words', ''],
      ['program', ' /* edited */'],
    ] as const) {
      const kept = keeps.includes(part);
      const law = kept ? 'keeps its elements, tokens and frames' : 'has new elements, which ask once each';
      it(`${law}, when a component is edited in its ${part}`, async () => {
        assert.match(source, PROGRAM);
        const tokens = shop.tokenRequests.length;
        const loads = await edit(`Now ${part}`, (code) => code.replace(PROGRAM, `$&${mark}`));
        assert.deepEqual(shop.tokenRequests.slice(tokens).toSorted(), kept ? [] : asked);
        assert.equal(loads, kept ? 0 : ids.length);
      });
    }
  });
}
