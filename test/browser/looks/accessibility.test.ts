import {expect} from '@open-wc/testing';
import {emulateMedia, sendKeys} from '@web/test-runner-commands';
import type {PhoenixPayment} from '../../../src/element.js';
import {messages} from '../../../src/testing/index.js';
import {partner} from '../../servers.js';
import {
  backend,
  box,
  iframeOf,
  mount,
  part,
  posts,
  reaches,
  ready,
  said,
  sees,
  settled,
  type Wishes,
} from '../../support/mount.js';
import {consoleErrors} from '../../support/stubs.js';

const endpoint = backend();
beforeEach(() => void consoleErrors());
afterEach(() => emulateMedia({colorScheme: 'light'}));

const states: [string, PhoenixPayment['state'], Wishes, ((el: PhoenixPayment) => unknown)?][] = [
  ['idle', 'idle', {amount: null}],
  ['authorizing', 'authorizing', {fetchToken: () => new Promise(() => {})}],
  ['loading', 'loading', {partnerUrl: `${partner}/hang`}],
  ['ready', 'ready', {}],
  ['an error that can be retried', 'error', {fetchToken: () => Promise.reject(new Error())}],
  ['an error for the site’s owner', 'error', {amount: 'x'}],
  ['a frame’s error', 'error', {partnerUrl: `${partner}/hang`, frameTimeout: 200}],
  ['closed', 'closed', {}, (el) => reaches(el, 'ready').then(() => el.close())],
];
const asked = async (el: PhoenixPayment): Promise<void> => {
  await reaches(el, 'ready');
  await posts(iframeOf(el), messages.orderCreated());
  part(el, 'close')?.click();
};

describe('axe finds nothing', () => {
  for (const colorScheme of ['light', 'dark'] as const)
    for (const mode of ['inline', 'dialog'] as const)
      for (const [what, state, wishes, go] of states)
        if (mode === 'inline' || !['idle', 'closed'].includes(state))
          it(`in ${what}, ${mode}, ${colorScheme}`, async () => {
            await emulateMedia({colorScheme});
            const el = await mount({...wishes, mode, theme: 'auto', open: mode === 'dialog'});
            await go?.(el);
            await reaches(el, state);
            await settled(el);
            await expect(el).to.be.accessible();
          });

  it('while it asks whether to leave an order', async () => {
    const el = await mount({mode: 'dialog', open: true});
    await asked(el);
    await settled(el);
    await expect(el).to.be.accessible();
  });
});

describe('what is announced', () => {
  it('stands in a live region that is there before', async () => {
    const el = await mount({amount: null});
    const status = part(el, 'status');
    expect(status?.getAttribute('role') ?? status?.role).to.equal('status');
    el.amount = '1';
    await reaches(el, 'ready');
    el.close();
    await settled(el);
    expect(part(el, 'status')).to.equal(status);
    expect(said(el)).to.contain('This payment is closed.');
  });

  it('is said once: authorizing and loading are one thing to the payer', async () => {
    const el = await mount({amount: null});
    const texts: string[] = [];
    const watch = new MutationObserver(() => texts.push(part(el, 'status')?.textContent ?? ''));
    watch.observe(part(el, 'status')!, {childList: true, subtree: true, characterData: true});
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

describe('the keyboard', () => {
  it('goes through the whole flow: error, Retry, the page, closed, open again', async () => {
    endpoint.answer(['500', 'ok']);
    const parent = box();
    const before = parent.appendChild(document.createElement('button'));
    const el = await mount({}, parent);
    await reaches(el, 'error');
    before.focus();
    await sendKeys({press: 'Tab'});
    expect(el.shadowRoot?.activeElement).to.equal(part(el, 'retry'));
    await sendKeys({press: 'Enter'});
    await reaches(el, 'ready');
    before.focus();
    await sendKeys({press: 'Tab'});
    expect(el.shadowRoot?.activeElement).to.equal(iframeOf(el));
    el.close();
    await settled(el);
    before.focus();
    await sendKeys({press: 'Tab'});
    expect(el.shadowRoot?.activeElement).to.equal(part(el, 'reopen'));
    await sendKeys({press: 'Space'});
    await reaches(el, 'ready');
  });

  it('goes through a dialog: open, the page, the close button, out, and back where it was', async () => {
    const parent = box();
    const el = await mount({mode: 'dialog'}, parent);
    const opener = Object.assign(document.createElement('button'), {textContent: 'Pay', onclick: () => el.show()});
    parent.append(opener);
    opener.focus();
    await sendKeys({press: 'Enter'});
    await el.updateComplete;
    await reaches(el, 'ready');
    const reached: (string | undefined)[] = [];
    for (let i = 0; i < 8; i++) {
      await settled(el);
      reached.push(el.shadowRoot?.activeElement?.getAttribute('part') ?? undefined);
      expect(document.activeElement === el || document.activeElement === document.body, `${i}`).to.equal(true);
      await sendKeys({press: 'Tab'});
    }
    expect(reached).to.include('close').and.include('frame').and.not.include('retry');
    part(el, 'close')?.focus();
    await sendKeys({press: 'Enter'});
    await settled(el);
    expect([el.open, document.activeElement]).to.deep.equal([false, opener]);
    expect(sees(opener)).to.equal(true);
  });
});
