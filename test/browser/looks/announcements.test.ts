import {expect} from '@open-wc/testing';
import {backend, mount, part, reaches, ready, said, settled} from '../../support/mount.js';

const endpoint = backend();

describe('what is announced', () => {
  it('stands in a live region that is there before', async () => {
    const el = await ready();
    const status = part(el, 'status');
    expect([status?.getAttribute('role') ?? status?.role, said(el)]).to.deep.equal(['status', '']);
    el.close();
    await settled(el);
    expect(part(el, 'status')).to.equal(status);
    expect(said(el)).to.contain('This payment is closed.');
  });

  it('is said once: authorizing and loading are one thing to the payer', async () => {
    const el = await mount({amount: null});
    const texts: string[] = [];
    const watch = new MutationObserver((records) => {
      const heard = ({target}: MutationRecord): boolean =>
        target === el.shadowRoot || !!part(el, 'status')?.contains(target);
      if (records.some(heard)) texts.push(said(el));
    });
    watch.observe(el.shadowRoot as ShadowRoot, {childList: true, subtree: true, characterData: true});
    el.amount = '1';
    await reaches(el, 'ready');
    await settled(el);
    watch.disconnect();
    expect(texts.map((text) => text.trim())).to.deep.equal(['Loading the payment page…', '']);
  });

  it('is nothing while a refresh fails that the payer does not see', async () => {
    const el = await ready();
    const texts: string[] = [];
    const watch = new MutationObserver(() => texts.push(said(el)));
    watch.observe(el.shadowRoot as ShadowRoot, {childList: true, subtree: true, characterData: true});
    endpoint.answer('500');
    await el.refresh().catch(() => {});
    await settled(el);
    watch.disconnect();
    expect(texts).to.deep.equal([]);
  });
});
