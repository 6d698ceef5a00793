import {expect} from '@open-wc/testing';
import type {PhoenixPayment} from '../../../src/element.js';
import {DOCUMENTED_TOKEN, messages, mintToken} from '../../../src/testing/index.js';
import {partner} from '../../servers.js';
import {onlyIn} from '../../support/engine.js';
import {recorded} from '../../support/events.js';
import {backend, factsOf, iframeOf, mount, posts, reaches, ready, settled} from '../../support/mount.js';
import {stubbed} from '../../support/stubs.js';

const LEVELS = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir'] as const;

/** Whatever of an object can be read without knowing its private names, a few levels down, as one text. */
function readable(value: unknown, depth = 3, seen = new Set<unknown>()): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (seen.has(value) || value instanceof Node || depth < 0) return '';
  seen.add(value);
  const names = new Set<string>();
  for (let o: object | null = value; o && o !== Object.prototype; o = Object.getPrototypeOf(o))
    for (const name of Reflect.ownKeys(o)) names.add(name as string);
  return [...names].map((name) => `${String(name)}=${readable(Reflect.get(value, name), depth - 1, seen)}`).join('\n');
}

/** What the element's own fields and accessors hold, without those of HTMLElement. */
const ownProperties = (el: PhoenixPayment): string => {
  const found: string[] = [];
  for (let o: object = el; o !== HTMLElement.prototype; o = Object.getPrototypeOf(o))
    for (const name of Reflect.ownKeys(o)) {
      const value: unknown = Reflect.get(el, name);
      if (typeof value !== 'function' && !(value instanceof Node)) found.push(readable(value));
    }
  return found.join('\n');
};

/** The whole document as text, shadow trees and attributes included. */
function markup(root: Document | ShadowRoot | Element = document): string {
  const own = 'innerHTML' in root ? root.innerHTML : (root as Document).documentElement.outerHTML;
  return [own, ...[...root.querySelectorAll('*')].map((e) => (e.shadowRoot ? markup(e.shadowRoot) : ''))].join('\n');
}

describe('the token', () => {
  const endpoint = backend();
  let token: string;

  beforeEach(async () => {
    token = await mintToken({lifetime: 3600});
    endpoint.answer([{body: {access_token: token, expires_in: 3600}}]);
  });

  it('is in the URL of the frame', async () => {
    const el = await ready();
    expect((await factsOf(iframeOf(el))).query['access_token']).to.equal(token);
  });

  it('is in no attribute, no `outerHTML` and no text of the document, in no state', async () => {
    const el = await mount();
    const observed: string[] = [];
    const watch = new MutationObserver(() => observed.push(markup()));
    watch.observe(el.shadowRoot as ShadowRoot, {subtree: true, childList: true, attributes: true});
    el.addEventListener('phoenix-statechange', () => observed.push(markup()));
    await reaches(el, 'ready');
    await posts(iframeOf(el), messages.orderCreated());
    expect(iframeOf(el)?.src).to.equal('');
    expect(iframeOf(el)?.getAttributeNames()).to.not.include('src');
    el.close();
    await settled(el);
    watch.disconnect();
    expect(observed.length).to.be.above(2);
    expect(observed.join('\n')).to.not.contain(token);
  });

  onlyIn(['chromium', 'firefox'], 'it tells observers of the first address that a frame is sent to')(
    'is in no Resource Timing entry',
    async () => {
      const entries: string[] = [];
      const observer = new PerformanceObserver((list) => entries.push(...list.getEntries().map(({name}) => name)));
      observer.observe({entryTypes: ['resource', 'navigation', 'element', 'mark', 'measure']});
      await ready();
      await settled();
      entries.push(...observer.takeRecords().map(({name}) => name));
      observer.disconnect();
      entries.push(...performance.getEntries().map(({name}) => name));
      expect(entries.some((name) => name.includes('/api/token'))).to.equal(true);
      expect(entries.filter((name) => name.includes(token) || name.startsWith(partner))).to.deep.equal([]);
    },
  );

  it('is in no event, not even where the partner sends it back', async () => {
    const el = await mount();
    const seen = recorded(el);
    await reaches(el, 'ready');
    const params = `address=x&access_token=${token}`;
    const link = messages.paymentCreated({urlParams: params, paymentLinkURL: `https://p.example/?${params}`});
    await posts(iframeOf(el), link, messages.unknown('ECHOED', {deep: [{token}]}), messages.unknown('BARE', token));
    expect(seen.details('phoenix-payment-link')[0]?.id).to.equal(link.data.id);
    expect(seen.details('phoenix-payment-link')[0]?.paymentLinkURL).to.equal(link.data.paymentLinkURL);
    expect(seen.events.length).to.be.above(6);
    expect(JSON.stringify(seen.events.map(({detail}) => detail))).to.not.contain(token);
    expect(JSON.stringify(seen.events.map(({detail}) => ({...detail})))).to.not.contain(token);
  });

  it('is in no property of the element', async () => {
    const el = await ready();
    expect(ownProperties(el)).to.contain('same-origin').and.not.contain(token);
    expect(JSON.stringify(el)).to.not.contain(token);
  });

  it('is in nothing that the element hands to those who wrap `addEventListener` or `setTimeout`', async () => {
    const {addEventListener} = EventTarget.prototype;
    const {setTimeout} = globalThis;
    const handed: unknown[] = [];
    EventTarget.prototype.addEventListener = function (...all: Parameters<typeof addEventListener>) {
      handed.push(all[1]);
      addEventListener.apply(this ?? window, all);
    };
    globalThis.setTimeout = ((...all: Parameters<typeof setTimeout>) => {
      handed.push(all[0]);
      return setTimeout(...all);
    }) as typeof setTimeout;
    try {
      const el = await ready({probe: true});
      await el.refresh();
      await settled(el);
    } finally {
      EventTarget.prototype.addEventListener = addEventListener;
      globalThis.setTimeout = setTimeout;
    }
    expect(handed.length).to.be.above(6);
    expect(handed.map((one) => readable(one)).join('\n')).to.not.contain(token);
  });

  it('is in no line of the console', async () => {
    const lines = LEVELS.map((level) => stubbed(console as never, level));
    const el = await ready();
    await posts(iframeOf(el), messages.transactionSuccess());
    el.reload();
    await reaches(el, 'ready');
    expect(lines.flat(2).map(String).join('\n')).to.not.contain(token);
  });

  it('is in no storage, cookie, history entry or global', async () => {
    const el = await ready();
    await settled(el);
    const places = {local: {...localStorage}, session: {...sessionStorage}, history: history.state as unknown};
    const globals = Object.keys(window).map((key) => readable(Reflect.get(window, key), 0));
    const text = [JSON.stringify(places), document.cookie, location.href, document.title, ...globals].join('\n');
    expect(text).to.not.contain(token);
  });

  const leaky: [string, object][] = [
    ['an expired one', {body: {access_token: DOCUMENTED_TOKEN}}],
    ['a cut one', {body: `{"access_token": "${DOCUMENTED_TOKEN}`}],
    ['one in a page', {body: `<p>${DOCUMENTED_TOKEN}</p>`, headers: {'content-type': 'text/html'}}],
    ['one in the wrong field', {body: {token: DOCUMENTED_TOKEN}}],
    ['one beside a wrong lifetime', {body: {access_token: DOCUMENTED_TOKEN, expires_in: 'soon'}}],
    ['one in a refusal', {status: 500, body: {error: DOCUMENTED_TOKEN}}],
  ];
  for (const [what, answer] of leaky)
    it(`is in no error, and in nothing that tells of it: ${what}`, async () => {
      const lines = LEVELS.map((level) => stubbed(console as never, level));
      endpoint.answer([answer]);
      const el = await mount();
      const seen = recorded(el);
      await reaches(el, 'error');
      await settled(el);
      const error = el.error as Error;
      const told = [
        readable(error),
        error.stack,
        String(error.cause),
        JSON.stringify(error),
        markup(),
        lines.flat(2).join(),
      ];
      expect(seen.names('phoenix-error')).to.have.lengthOf(1);
      expect(told.join('\n')).to.contain('token-').and.not.contain(DOCUMENTED_TOKEN.slice(0, 60));
    });
});
