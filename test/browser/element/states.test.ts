import {expect} from '@open-wc/testing';
import type {PhoenixPayment} from '../../../src/element.js';
import {messages} from '../../../src/testing/index.js';
import {EVENTS, next, recorded} from '../../support/events.js';
import {backend, box, iframeOf, mount, posts, reaches, ready, settled} from '../../support/mount.js';
import {consoleErrors, openedTabs} from '../../support/stubs.js';

const endpoint = backend();
const STATES = ['idle', 'authorizing', 'loading', 'ready', 'error', 'closed'] as const;

/** The states that stand in its attribute and in `:state()`. */
const shown = (el: PhoenixPayment): string[] => [
  el.getAttribute('state') ?? '',
  ...STATES.filter((state) => el.matches(`:state(${state})`)),
];

describe('the state', () => {
  it('is idle, authorizing, loading, ready, and each is told once', async () => {
    const el = await mount({amount: null});
    const seen = recorded(el);
    const reflected: string[][] = [];
    el.addEventListener('phoenix-statechange', () => reflected.push([el.state, ...shown(el)]));
    el.amount = '1';
    await reaches(el, 'ready');
    expect(seen.details('phoenix-statechange')).to.deep.equal([
      {state: 'authorizing', previous: 'idle'},
      {state: 'loading', previous: 'authorizing'},
      {state: 'ready', previous: 'loading'},
    ]);
    expect(seen.names('phoenix-statechange', 'phoenix-token', 'phoenix-ready')).to.deep.equal([
      ...['phoenix-statechange', 'phoenix-token', 'phoenix-statechange', 'phoenix-statechange', 'phoenix-ready'],
    ]);
    for (const all of reflected) expect(new Set(all).size, all.join()).to.equal(1);
  });

  it('is in the attribute and in `:state()`, and in none of the others', async () => {
    consoleErrors();
    const el = await mount({amount: null});
    await settled(el);
    expect(el.getAttribute('state')).to.equal('idle');
    const passes: [PhoenixPayment['state'], () => void][] = [
      ['ready', () => (el.amount = '1')],
      ['closed', () => el.close()],
      ['error', () => (el.amount = 'x')],
      ['idle', () => (el.amount = '')],
    ];
    for (const [state, go] of passes) {
      go();
      await reaches(el, state);
      await settled(el);
      expect(shown(el)).to.deep.equal([state, state]);
    }
  });

  it('cannot be set by its attribute', async () => {
    const el = await ready();
    el.setAttribute('state', 'error');
    expect(el.state).to.equal('ready');
  });
});

describe('an event', () => {
  /** What each event is when nothing goes wrong, and whether it can be prevented. */
  const cancelable = ['phoenix-error', 'phoenix-cancel', 'phoenix-done', 'phoenix-open-url'];

  it('bubbles, crosses shadow roots, and can be prevented where the documentation says so', async () => {
    consoleErrors();
    openedTabs();
    const host = box();
    const root = host.attachShadow({mode: 'open'}).appendChild(document.createElement('section'));
    const outside = new Map<string, Event[]>();
    for (const name of EVENTS)
      host.parentElement?.addEventListener(name, (e) => outside.set(name, [...(outside.get(name) ?? []), e]), {
        once: false,
      });
    const el = await ready({}, root);
    const {orderCreated, transactionSuccess, paymentFailed, paymentCreated, openExplorerUrl} = messages;
    await posts(
      iframeOf(el),
      orderCreated(),
      transactionSuccess(),
      paymentFailed(),
      paymentCreated(),
      openExplorerUrl(),
    );
    el.reload();
    await el.updateComplete;
    await reaches(el, 'ready');
    iframeOf(el)?.contentWindow?.postMessage({do: 'send', messages: [messages.cancel()]}, '*');
    await reaches(el, 'closed');
    el.show();
    await el.updateComplete;
    await reaches(el, 'ready');
    iframeOf(el)?.contentWindow?.postMessage({do: 'send', messages: [messages.userDone()]}, '*');
    await reaches(el, 'closed');
    el.amount = 'x';
    await reaches(el, 'error');
    await settled(el);
    const missing = EVENTS.filter((name) => !outside.has(name));
    expect(missing).to.deep.equal(['phoenix-stale']);
    for (const [name, events] of outside)
      for (const event of events) {
        expect([event.bubbles, event.composed, event.cancelable], name).to.deep.equal([
          true,
          true,
          cancelable.includes(name),
        ]);
        expect(event).to.be.instanceOf(CustomEvent);
        expect(event.target).to.equal(host);
      }
  });

  it('tells of a token when it ends and why it was asked for', async () => {
    const el = await mount();
    const {detail} = await next(el, 'phoenix-token');
    expect(Object.keys(detail).sort()).to.deep.equal(['changed', 'expiresAt', 'reason']);
    expect([detail.reason, detail.changed]).to.deep.equal(['initial', true]);
    expect(detail.expiresAt.getTime()).to.be.closeTo(Date.now() + 3_600_000, 5000);
    expect(el.expiresAt).to.deep.equal(detail.expiresAt);
  });

  it('of readiness comes with the state already there', async () => {
    const el = await mount();
    let state = '';
    el.addEventListener('phoenix-ready', () => (state = el.state));
    const {detail} = await next(el, 'phoenix-ready');
    expect([state, detail]).to.deep.equal(['ready', null]);
  });

  it('that a listener answers by changing the element is no trouble', async () => {
    const el = await mount();
    el.addEventListener('phoenix-ready', () => (el.amount = '7'), {once: true});
    const seen = recorded(el);
    await reaches(el, 'ready');
    await settled(el);
    await reaches(el, 'ready');
    expect(seen.names('phoenix-ready')).to.have.lengthOf(2);
  });

  it('whose listener throws stops nothing', async () => {
    const el = await mount();
    const thrown: string[] = [];
    const onerror = window.onerror;
    window.onerror = (message) => (thrown.push(String(message)), true);
    el.addEventListener('phoenix-token', () => {
      throw new Error('the listener’s own trouble');
    });
    await reaches(el, 'ready');
    window.onerror = onerror;
    expect(thrown.join()).to.contain('own trouble');
    expect(endpoint.requests).to.have.lengthOf(1);
  });
});
