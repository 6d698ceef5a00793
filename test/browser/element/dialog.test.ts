import {expect} from '@open-wc/testing';
import {sendKeys, sendMouse} from '@web/test-runner-commands';
import type {PhoenixPayment} from '../../../src/element.js';
import {messages} from '../../../src/testing/index.js';
import {recorded} from '../../support/events.js';
import {
  askedOf,
  backend,
  clickInto,
  iframeOf,
  mount,
  order,
  part,
  reaches,
  sees,
  settled,
} from '../../support/mount.js';
import {closed, dialogOf, focused, opened} from '../../support/dialog.js';

const endpoint = backend();
describe('a closed dialog', () => {
  it('is idle, shows nothing, and requests nothing', async () => {
    const el = await mount({mode: 'dialog', params: {test: 'closed-dialog'}});
    await settled(el);
    expect([el.state, el.open, el.hasAttribute('open'), dialogOf(el)?.open ?? false]).to.deep.equal([
      'idle',
      false,
      false,
      false,
    ]);
    expect([endpoint.requests.length, (await askedOf('closed-dialog')).length]).to.deep.equal([0, 0]);
    expect(el.offsetHeight).to.equal(0);
  });

  it('is no error although its configuration is invalid, until it is opened', async () => {
    const el = await mount({mode: 'dialog', amount: 'x'});
    el.addEventListener('phoenix-error', (event) => event.preventDefault());
    await settled(el);
    expect(el.state).to.equal('idle');
    el.show();
    await reaches(el, 'error');
  });
});

describe('an open dialog', () => {
  for (const [how, open] of [
    ['show()', (el: PhoenixPayment) => el.show()],
    ['`open`', (el: PhoenixPayment) => (el.open = true)],
    ['its attribute', (el: PhoenixPayment) => el.setAttribute('open', '')],
  ] as const)
    it(`is a native modal dialog, opened by ${how}`, async () => {
      const el = await mount({mode: 'dialog'});
      open(el);
      await el.updateComplete;
      expect(dialogOf(el)?.matches(':modal')).to.equal(true);
      expect([el.open, el.hasAttribute('open')]).to.deep.equal([true, true]);
      expect(dialogOf(el)?.getAttribute('aria-label')).to.equal('Phoenix payment');
      await reaches(el, 'ready');
      expect(sees(part(el, 'close'))).to.equal(true);
      expect(dialogOf(el)?.contains(iframeOf(el))).to.equal(true);
    });

  for (const [how, close] of [
    ['close()', (el: PhoenixPayment) => el.close()],
    ['`open`', (el: PhoenixPayment) => (el.open = false)],
    ['its attribute', (el: PhoenixPayment) => el.removeAttribute('open')],
    ['its button', (el: PhoenixPayment) => part(el, 'close')?.click()],
    ['Esc', () => sendKeys({press: 'Escape'})],
    ['a click beside it', () => sendMouse({type: 'click', position: [3, 3]})],
  ] as const)
    it(`closes by ${how}, is idle then, and gives the focus back`, async () => {
      const {el, opener} = await opened();
      expect(document.activeElement).to.equal(el);
      const frame = iframeOf(el);
      await close(el);
      await closed(el);
      expect([el.state, el.hasAttribute('open'), dialogOf(el)?.open ?? false]).to.deep.equal(['idle', false, false]);
      expect([frame?.isConnected, iframeOf(el)]).to.deep.equal([false, null]);
      expect(document.activeElement).to.equal(opener);
    });

  it('has the focus inside, from the beginning', async () => {
    const {el} = await opened();
    expect(dialogOf(el)?.contains(focused(el) ?? null)).to.equal(true);
  });

  it('stays open when its inside is clicked', async () => {
    const {el} = await opened();
    const {left, top, width} = iframeOf(el)!.getBoundingClientRect();
    await sendMouse({type: 'click', position: [Math.round(left + width / 2), Math.round(top + 60)]});
    await settled(el);
    expect(el.open).to.equal(true);
  });

  it('stays open at a click beside it once the payer is at work in the frame', async () => {
    const {el} = await opened();
    await clickInto(el);
    expect(focused(el)).to.equal(iframeOf(el));
    await sendMouse({type: 'click', position: [3, 3]});
    await settled(el);
    expect(el.open).to.equal(true);
  });

  it('opened again within the token’s life needs no new token', async () => {
    const {el} = await opened();
    const seen = recorded(el);
    for (let i = 0; i < 2; i++) {
      el.close();
      await closed(el);
      el.show();
      await el.updateComplete;
      await reaches(el, 'ready');
    }
    expect(endpoint.requests).to.have.lengthOf(1);
    expect(seen.names('phoenix-ready')).to.have.lengthOf(2);
  });

  for (const message of [messages.cancel(), messages.userDone()])
    it(`closes when the buyer says ${message.type}, and can be opened again`, async () => {
      const {el, opener} = await opened();
      order(iframeOf(el), {do: 'send', messages: [message]});
      await closed(el);
      expect([el.state, dialogOf(el)?.open ?? false]).to.deep.equal(['closed', false]);
      expect(document.activeElement).to.equal(opener);
      el.show();
      await el.updateComplete;
      await reaches(el, 'ready');
    });

  it('goes when the element is removed, and the page scrolls again', async () => {
    const {el} = await opened();
    el.remove();
    await settled(el);
    expect(getComputedStyle(document.documentElement).overflow).to.not.equal('hidden');
  });

  it('leaves a key and a click in it their effect', async () => {
    const {el} = await opened();
    const tab = new KeyboardEvent('keydown', {key: 'Tab', bubbles: true, composed: true, cancelable: true});
    const click = new MouseEvent('click', {bubbles: true, composed: true, cancelable: true});
    part(el, 'close')?.dispatchEvent(tab);
    iframeOf(el)?.dispatchEvent(click);
    expect([tab.defaultPrevented, click.defaultPrevented]).to.deep.equal([false, false]);
  });
});
