import {expect} from '@open-wc/testing';
import {messages} from '../../../src/testing/index.js';
import {judgedByAxe} from '../../support/axe.js';
import {backend, iframeOf, mount, part, posts, reaches, sees, until} from '../../support/mount.js';

backend();

describe('axe finds nothing, in a dialog', () => {
  judgedByAxe('dialog');

  it('while it asks whether to leave an order', async function () {
    this.timeout(60_000);
    const el = await mount({mode: 'dialog', open: true});
    await reaches(el, 'ready');
    await posts(iframeOf(el), messages.orderCreated());
    part(el, 'close')?.click();
    await until(() => sees(part(el, 'confirm')));
    await expect(el).to.be.accessible();
  });
});
