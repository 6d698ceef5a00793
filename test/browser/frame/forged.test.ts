import {expect} from '@open-wc/testing';
import {messages} from '../../../src/testing/index.js';
import {partner} from '../../servers.js';
import {onlyIn} from '../../support/engine.js';
import {recorded} from '../../support/events.js';
import {backend, box, heard, iframeOf, order, posts, ready, settled, until} from '../../support/mount.js';
import type {PhoenixPayment} from '../../../src/element.js';

const SUCCESS = messages.transactionSuccess();

/** Nothing of it has reached the element: no event, no payment, no change of state. */
const untouched = async (el: PhoenixPayment, seen: ReturnType<typeof recorded>): Promise<void> => {
  await settled(el);
  expect(seen.names()).to.deep.equal([]);
  expect([el.state, el.payment]).to.deep.equal(['ready', 'none']);
};

const foreignFrame = async (src: string): Promise<HTMLIFrameElement> => {
  const frame = Object.assign(document.createElement('iframe'), {src, title: 'Somebody else'});
  const loaded = new Promise((resolve) => (frame.onload = resolve));
  box().append(frame);
  await loaded;
  return frame;
};

const makesEvents = onlyIn(['chromium', 'webkit'], 'it makes no event whose source is another origin’s window');

describe('a forged message changes nothing and says nothing', () => {
  backend();

  it('from the page itself', async () => {
    const el = await ready();
    const seen = recorded(el);
    const come = heard(SUCCESS.type);
    postMessage(SUCCESS, '*');
    await come;
    await untouched(el, seen);
  });

  makesEvents('as a synthetic event with the right origin and the right window', async () => {
    const el = await ready();
    const seen = recorded(el);
    const source = iframeOf(el)?.contentWindow ?? null;
    dispatchEvent(new MessageEvent('message', {data: SUCCESS, origin: partner, source}));
    await untouched(el, seen);
  });

  it('from another frame of the same origin', async () => {
    const el = await ready();
    const seen = recorded(el);
    const other = await foreignFrame(`${partner}/messages`);
    const come = heard(SUCCESS.type);
    order(other, {do: 'send', messages: [SUCCESS]});
    expect((await come).origin).to.equal(partner);
    await untouched(el, seen);
  });

  it('from a frame within the frame', async () => {
    const spoke = heard('GRANDCHILD_SPOKE');
    const el = await ready({partnerUrl: `${partner}/grandchild`, params: {send: JSON.stringify([SUCCESS])}});
    expect((await spoke).origin).to.equal(partner);
    await settled(el);
    expect(el.payment).to.equal('none');
  });

  it('from the right window once it shows a page of another origin', async () => {
    const el = await ready();
    const seen = recorded(el);
    const frame = iframeOf(el);
    const loaded = new Promise((resolve) => frame?.addEventListener('load', resolve, {once: true}));
    order(frame, {do: 'navigate', url: `${location.origin}/test/host.html?script=none`});
    await loaded;
    const come = heard(SUCCESS.type);
    const inner = frame?.contentWindow as Window & {eval(code: string): void};
    inner.eval(`parent.postMessage(${JSON.stringify(SUCCESS)}, '*')`);
    const event = await come;
    expect([event.source, event.origin]).to.deep.equal([frame?.contentWindow, location.origin]);
    await untouched(el, seen);
  });

  it('from a sandboxed page that has lost its origin', async () => {
    const el = await ready({sandbox: 'allow-scripts'});
    const seen = recorded(el);
    const come = heard(SUCCESS.type);
    order(iframeOf(el), {do: 'send', messages: [SUCCESS]});
    expect((await come).origin).to.equal('null');
    await untouched(el, seen);
  });

  makesEvents('from a host that only begins like the partner’s', async () => {
    const el = await ready();
    const seen = recorded(el);
    const source = iframeOf(el)?.contentWindow ?? null;
    for (const origin of [`${partner}.evil.example`, partner.replace('http:', 'https:'), 'null', '', '*'])
      dispatchEvent(new MessageEvent('message', {data: SUCCESS, origin, source}));
    await untouched(el, seen);
  });

  it('from the frame of another element', async () => {
    const [one, two] = [await ready(), await ready()];
    const seen = recorded(two);
    await posts(iframeOf(one), SUCCESS);
    expect(one.payment).to.equal('succeeded');
    await untouched(two, seen);
  });

  it('from a page that was there before, queued when it had to go', async () => {
    const el = await ready();
    const old = iframeOf(el);
    el.addEventListener('phoenix-order-created', () => el.reload(), {once: true});
    const come = heard(SUCCESS.type);
    order(old, {do: 'send', messages: [messages.orderCreated(), SUCCESS]});
    await until(() => iframeOf(el) && iframeOf(el) !== old);
    const late = await Promise.race([come, until(() => el.state === 'ready')]);
    if (late) expect(late.source).to.equal(null);
    await until(() => el.state === 'ready');
    expect(el.payment).to.equal('none');
  });

  it('with no window at all, while there is no frame', async () => {
    const el = await ready();
    el.close();
    await el.updateComplete;
    expect(iframeOf(el)).to.equal(null);
    const seen = recorded(el);
    dispatchEvent(new MessageEvent('message', {data: SUCCESS, origin: partner, source: null}));
    await settled(el);
    expect([...seen.names(), el.payment]).to.deep.equal(['none']);
  });

  it('and a real one still counts after all of them', async () => {
    const el = await ready();
    postMessage(SUCCESS, '*');
    await posts(iframeOf(el), SUCCESS);
    expect(el.payment).to.equal('succeeded');
  });
});
