import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {box, factsOf, order, settled, until} from '../../support/mount.js';
import {checkout, loadsGoTo} from './support/checkout.js';
import {MINUTE} from './support/payer.js';

const it$ = checkout();

/** The page's own input, in which the payer is typing. */
function typing(): HTMLInputElement {
  const input = Object.assign(document.createElement('input'), {value: 'typing'});
  box().append(input);
  input.focus();
  return input;
}

/** Not `activeElement` alone: an engine may say that it is the input, and send the keys elsewhere. */
async function expectTypingOn(input: HTMLInputElement): Promise<void> {
  await settled(it$.its.el);
  await it$.its.clock.pass(1);
  expect(document.activeElement?.localName).to.equal('input');
  await sendKeys({type: ' on'});
  expect(input.value).to.equal('typing on');
}

/** A guard that has outlived its time would give the focus back to what had it before. */
async function expectFocusToStay(): Promise<void> {
  await it$.its.clock.pass(201);
  await it$.its.clickIn();
  await settled(it$.its.el);
  await it$.its.clock.pass(1);
  expect(document.activeElement?.localName).to.equal('phoenix-payment');
}

describe('A frame', () => {
  it('that nobody has used is replaced by one with the new token, with no change of state', async () => {
    await it$.its.open();
    const {frame} = it$.its;
    await it$.its.clock.pass(MINUTE);
    await it$.its.renew();
    expect(it$.its.frame).not.to.equal(frame);
    expect(await it$.its.loads()).to.equal(2);
    expect(it$.its.seen.names()).to.deep.equal(['phoenix-token']);
  });

  it('that nobody has used is replaced while another lies unseen under it, at its place and size', async () => {
    await it$.its.open('/slow');
    const {frame} = it$.its;
    const place = JSON.stringify(frame.getBoundingClientRect());
    await it$.its.el.refresh();
    await settled(it$.its.el);
    expect(it$.its.frames).to.equal(2);
    expect(it$.its.frame).to.equal(frame);
    const [, next] = it$.its.el.shadowRoot?.querySelectorAll('iframe') ?? [];
    expect(next?.inert).to.equal(true);
    expect(getComputedStyle(next as Element).opacity).to.equal('0');
    expect(JSON.stringify(next?.getBoundingClientRect())).to.equal(place);
    await until(() => it$.its.frames === 1);
    expect(it$.its.frame).to.equal(next);
    expect(getComputedStyle(it$.its.frame).opacity).to.equal('1');
    expect(JSON.stringify(it$.its.frame.getBoundingClientRect())).to.equal(place);
  });

  it('is replaced without a word to those who listen to the page', async () => {
    await it$.its.open();
    let said = 0;
    const observer = new MutationObserver(() => said++);
    const status = it$.its.el.shadowRoot?.querySelector('[role=status]') as Element;
    observer.observe(status, {childList: true, subtree: true, characterData: true, attributes: true});
    await it$.its.renew();
    await settled(it$.its.el);
    expect(said).to.equal(0);
  });

  for (const page of ['/steals-focus', '/autofocus'])
    it(`is replaced with no change of focus, even by a page that takes it (${page})`, async () => {
      await it$.its.open('/ok');
      const input = typing();
      const {frame} = it$.its;
      const back = loadsGoTo(page);
      await it$.its.el.refresh();
      await settled(it$.its.el);
      back();
      await until(() => it$.its.frame !== frame && it$.its.frames === 1);
      await expectTypingOn(input);
    });

  it('is replaced with no change of focus, even by a page that takes it once it is seen', async () => {
    await it$.its.open();
    const input = typing();
    await it$.its.renew();
    order(it$.its.frame, {do: 'focus'});
    await factsOf(it$.its.frame);
    await expectTypingOn(input);
  });

  it('is the payer’s at once when it has taken the place of another', async () => {
    await it$.its.open();
    await it$.its.renew();
    await it$.its.clickIn();
    await settled(it$.its.el);
    expect(document.activeElement).to.equal(it$.its.el);
  });

  it('that has taken the place of another is the payer’s even if its page loads once more', async () => {
    await it$.its.open();
    typing();
    await it$.its.renew();
    // Where a page sends itself on at once, `load` comes again.
    const again = new Promise((loaded) => it$.its.frame.addEventListener('load', loaded, {once: true}));
    order(it$.its.frame, {do: 'navigate', url: '/ok'});
    await again;
    await expectFocusToStay();
  });

  it('that has taken the place of another is the payer’s even if it was just being asked why it is late', async () => {
    const {fetch} = globalThis;
    await it$.its.open('/ok', {frameTimeout: 5000});
    typing();
    const {frame} = it$.its;
    const back = loadsGoTo('/slow');
    await it$.its.el.refresh();
    await settled(it$.its.el);
    back();
    // No answer to the probe, until it is called off.
    globalThis.fetch = (_, init) =>
      new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('called off'))));
    try {
      await it$.its.clock.pass(5001);
      await until(() => it$.its.frame !== frame && it$.its.frames === 1);
    } finally {
      globalThis.fetch = fetch;
    }
    await expectFocusToStay();
  });

  it('whose successor hangs stays, and the next token is the next try', async () => {
    await it$.its.open('/ok', {frameTimeout: 5000});
    const {frame, el} = it$.its;
    const back = loadsGoTo('/hang');
    try {
      await el.refresh();
      await settled(el);
      expect(it$.its.frames).to.equal(2);
      await it$.its.clock.pass(5001);
      await until(() => it$.its.frames === 1);
    } finally {
      back();
    }
    expect(it$.its.frame).to.equal(frame);
    expect(el.state).to.equal('ready');
    await settled(el);
    expect(it$.its.frames, 'not tried again with the same token').to.equal(1);
    await it$.its.renew();
    expect(it$.its.frame).not.to.equal(frame);
  });

  it('that the payer goes into while its successor loads is kept', async () => {
    await it$.its.open('/slow', {});
    const {frame} = it$.its;
    await it$.its.el.refresh();
    await settled(it$.its.el);
    expect(it$.its.frames).to.equal(2);
    await it$.its.clickIn();
    await settled(it$.its.el);
    expect(it$.its.frames).to.equal(1);
    expect(it$.its.frame).to.equal(frame);
  });
});
