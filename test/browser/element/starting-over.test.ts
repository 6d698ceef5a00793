import {expect} from '@open-wc/testing';
import {DEFAULTS} from '../../../src/config.js';
import {mintToken} from '../../../src/testing/index.js';
import {partner} from '../../servers.js';
import {recorded} from '../../support/events.js';
import {
  ADDRESS,
  backend,
  factsOf,
  iframeOf,
  mount,
  posts,
  reaches,
  ready,
  settled,
  until,
  type Wishes,
} from '../../support/mount.js';

const OTHER = '0x8617E340B3D01FA5F11F306F4090FD50E238070D';
const endpoint = backend();

describe('changing what is paid', () => {
  const changes: [string, Wishes][] = [
    ['the address', {walletAddress: OTHER}],
    ['the amount', {amount: '7'}],
    ['the theme', {theme: 'dark'}],
    ['share', {share: true}],
    ['private-matching', {privateMatching: true}],
    ['params', {params: {locale: 'de'}}],
    ['the partner URL', {partnerUrl: `${partner}/`}],
  ];
  for (const [what, change] of changes)
    it(`starts over with a fresh frame and the token in hand: ${what}`, async () => {
      const el = await ready();
      const old = iframeOf(el);
      const seen = recorded(el);
      Object.assign(el, change);
      await el.updateComplete;
      expect(el.state).to.equal('loading');
      expect(old?.isConnected).to.equal(false);
      await reaches(el, 'ready');
      expect(iframeOf(el)).to.not.equal(old);
      expect(seen.names('phoenix-ready')).to.have.lengthOf(1);
      expect(endpoint.requests).to.have.lengthOf(1);
    });

  it('starts over where params were changed in place, with the next update', async () => {
    const params = {locale: 'de'};
    const el = await ready({params});
    params.locale = 'fr';
    el.requestUpdate();
    await el.updateComplete;
    await reaches(el, 'ready');
    expect((await factsOf(iframeOf(el))).query['locale']).to.equal('fr');
  });

  it('starts over once per microtask, however many change', async () => {
    const el = await ready();
    const seen = recorded(el);
    const made: Node[] = [];
    const watch = new MutationObserver((records) => made.push(...records.flatMap(({addedNodes}) => [...addedNodes])));
    watch.observe(el.shadowRoot as ShadowRoot, {childList: true, subtree: true});
    for (const [, change] of changes) Object.assign(el, change);
    el.amount = '8';
    await el.updateComplete;
    await reaches(el, 'ready');
    watch.disconnect();
    expect(made.filter((node) => node.nodeName === 'IFRAME')).to.have.lengthOf(1);
    expect(seen.details('phoenix-statechange').map(({state}) => state)).to.deep.equal(['loading', 'ready']);
    const {query} = await factsOf(iframeOf(el));
    expect(query).to.include({
      address: OTHER,
      amount: '8',
      theme: 'dark',
      shareOn: 'true',
      onlyPrivateMatching: 'true',
      locale: 'de',
    });
  });

  it('there and back within a microtask changes nothing', async () => {
    const el = await ready();
    const [frame, seen] = [iframeOf(el), recorded(el)];
    el.amount = '7';
    el.amount = '100';
    await settled(el);
    expect([iframeOf(el), seen.names()]).to.deep.equal([frame, []]);
  });

  it('takes what the payer had done with it', async () => {
    const el = await ready();
    await posts(iframeOf(el), {type: 'ORDER_CREATED', data: {}});
    expect(el.payment).to.equal('ordered');
    el.amount = '7';
    await el.updateComplete;
    await reaches(el, 'ready');
    expect(el.payment).to.equal('none');
  });

  it('opens what the buyer had closed', async () => {
    const el = await ready();
    el.close();
    await reaches(el, 'closed');
    el.amount = '7';
    await reaches(el, 'ready');
  });
});

describe('setting a value to what it already is', () => {
  const headers = {'x-shop': 'kiosk'};
  const same: [string, () => Wishes][] = [
    ['the address', () => ({walletAddress: ADDRESS})],
    ['the amount', () => ({amount: '100'})],
    ['the amount as a number', () => ({amount: 100})],
    ['equal params', () => ({params: {a: '1'}})],
    ['equal headers, of another shape', () => ({headers: new Headers(headers)})],
    ['the endpoint, absolute', () => ({tokenEndpoint: new URL('/api/token', location.href).href})],
    ['every default', () => ({...DEFAULTS, params: {a: '1'}, partnerUrl: `${partner}/ok`, theme: null})],
    ['the mode, taken back to its default', () => ({mode: null as never})],
    ['timeouts, which concern what comes', () => ({tokenTimeout: 5000, frameTimeout: 5000})],
  ];
  for (const [what, wishes] of same)
    it(`does nothing: ${what}`, async () => {
      const el = await ready({params: {a: '1'}, headers: {...headers}});
      const [frame, seen] = [iframeOf(el), recorded(el)];
      Object.assign(el, wishes());
      await settled(el);
      expect([iframeOf(el), frame?.isConnected, seen.names()]).to.deep.equal([frame, true, []]);
      expect(endpoint.requests).to.have.lengthOf(1);
    });

  it('does nothing: the default mode, as an attribute', async () => {
    const el = await ready();
    const frame = iframeOf(el);
    el.setAttribute('mode', 'inline');
    await settled(el);
    el.removeAttribute('mode');
    await settled(el);
    expect([iframeOf(el), frame?.isConnected]).to.deep.equal([frame, true]);
  });

  it('does nothing to a request under way', async () => {
    endpoint.answer([() => new Promise(() => {})]);
    const el = await mount();
    await until(() => endpoint.requests.length);
    el.setAttribute('amount', '100');
    el.walletAddress = ADDRESS;
    await settled(el);
    expect([el.state, endpoint.requests.length]).to.deep.equal(['authorizing', 1]);
  });
});

describe('a change while a request is under way', () => {
  it('of the amount waits for the same token, and shows the new amount', async () => {
    let release: (answer: object) => void = () => {};
    endpoint.answer([() => new Promise((resolve) => (release = resolve))]);
    const el = await mount();
    await until(() => endpoint.requests.length);
    el.amount = '7';
    await settled(el);
    release({body: {access_token: await mintToken()}});
    await reaches(el, 'ready');
    expect((await factsOf(iframeOf(el))).query['amount']).to.equal('7');
    expect(endpoint.requests).to.have.lengthOf(1);
  });

  it('of the endpoint calls it off, and its late answer changes nothing', async () => {
    const [late, fresh] = [await mintToken(), await mintToken()];
    let answer: (token: string) => void = () => {};
    const signals: AbortSignal[] = [];
    const first = ({signal}: {signal: AbortSignal}): Promise<string> =>
      new Promise((resolve) => (signals.push(signal), (answer = resolve)));
    const el = await mount({fetchToken: first, tokenEndpoint: null});
    await until(() => signals.length);
    const seen = recorded(el);
    endpoint.answer([{body: {access_token: fresh}}]);
    el.fetchToken = null;
    el.tokenEndpoint = '/api/token';
    await el.updateComplete;
    expect(signals[0]?.aborted).to.equal(true);
    answer(late);
    await reaches(el, 'ready');
    expect((await factsOf(iframeOf(el))).query['access_token']).to.equal(fresh);
    expect(seen.names('phoenix-token')).to.have.lengthOf(1);
  });

  it('that makes it invalid calls it off', async () => {
    const signals: AbortSignal[] = [];
    const el = await mount({fetchToken: ({signal}) => new Promise(() => signals.push(signal))});
    el.addEventListener('phoenix-error', (event) => event.preventDefault());
    await until(() => signals.length);
    el.amount = 'ten';
    await el.updateComplete;
    expect([el.state, signals[0]?.aborted]).to.deep.equal(['error', true]);
  });

  it('of the amount while the frame loads throws that frame away', async () => {
    const el = await mount({partnerUrl: `${partner}/hang`});
    await reaches(el, 'loading');
    const old = iframeOf(el);
    el.amount = '7';
    await el.updateComplete;
    expect([el.state, old?.isConnected, iframeOf(el)?.isConnected]).to.deep.equal(['loading', false, true]);
  });
});
