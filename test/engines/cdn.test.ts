import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {built} from '../support/built.js';
import {startStrictShop, type StrictShop} from '../support/strict-shop.js';
import {openPayer, type Payer} from './open-payer.js';

const engine = process.env['ENGINE'] ?? 'firefox';
const state = (is: string): string => `document.querySelector('phoenix-payment').state === '${is}'`;

describe(`The CDN file in ${engine}, from a bare page with the strictest policy`, {timeout: 180_000}, () => {
  let shop: StrictShop;
  let payer: Payer;
  before(async () => {
    built();
    shop = await startStrictShop();
    payer = await openPayer(engine, shop.url);
  });
  after(async () => {
    await payer?.close();
    await shop?.close();
  });

  it('is under a policy that the engine enforces, Trusted Types included', async () => {
    assert.equal(await payer.evaluate('typeof trustedTypes'), 'object');
    const refused =
      "try { document.createElement('p').innerHTML = '<b>'; return 'allowed'; } catch { return 'refused'; }";
    assert.equal(await payer.evaluate(`(() => { ${refused} })()`), 'refused');
    await payer.until('violations.length === 1');
    await payer.evaluate('violations.length = 0');
  });

  it('carries a payment from the first token to the end', async () => {
    await payer.until(state('ready'));
    for (const id of ['continue', 'create-order', 'sent', 'done']) await payer.click(id);
    await payer.until(state('closed'));
    assert.deepEqual(await payer.evaluate('heard'), ['ready', 'order-created', 'success', 'done']);
  });

  it('violates nothing', async () => assert.deepEqual(await payer.evaluate('violations'), []));

  it('speaks the page’s language from the file beside it, under the same policy', async () => {
    await payer.evaluate(
      "void (document.documentElement.lang = document.querySelector('phoenix-payment').lang = 'de')",
    );
    await payer.evaluate("void document.querySelector('phoenix-payment').show()");
    await payer.until(state('ready'));
    await payer.until(
      "document.querySelector('phoenix-payment').shadowRoot.querySelector('iframe').title.startsWith('Phoenix-')",
    );
    assert.deepEqual(await payer.evaluate('violations'), []);
  });
});
