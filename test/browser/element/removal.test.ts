import {expect} from '@open-wc/testing';
import type {PhoenixPayment} from '../../../src/element.js';
import {partner} from '../../servers.js';
import {cdp} from '../../support/cdp.js';
import {onlyIn} from '../../support/engine.js';
import {recorded} from '../../support/events.js';
import {
  askedOf,
  backend,
  box,
  iframeOf,
  mount,
  part,
  posts,
  reaches,
  ready,
  settled,
  until,
  type Wishes,
} from '../../support/mount.js';
import {consoleErrors} from '../../support/stubs.js';
import {frozen} from '../../support/time.js';

const endpoint = backend();

/** The listeners on window, document and media queries that have not been taken back. */
function listening(): {left(): string[]; stop(): void} {
  const live: {readonly type: string; readonly listener: object}[] = [];
  const drop = (type: string, listener: object | null): void => {
    const at = live.findIndex((one) => one.type === type && one.listener === listener);
    if (at >= 0) live.splice(at, 1);
  };
  const {addEventListener: add, removeEventListener: remove} = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const outside = this === window || this === document || this instanceof MediaQueryList || this === undefined;
    if (outside && listener) {
      live.push({type, listener});
      if (typeof options === 'object') options.signal?.addEventListener('abort', () => drop(type, listener));
    }
    return add.call(this ?? window, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    drop(type, listener);
    return remove.call(this ?? window, type, listener, options);
  };
  return {
    left: () => live.map(({type}) => type),
    stop: () => Object.assign(EventTarget.prototype, {addEventListener: add, removeEventListener: remove}),
  };
}

const states: [PhoenixPayment['state'], Wishes, (() => void)?][] = [
  ['authorizing', {}, () => endpoint.answer('hang')],
  ['loading', {partnerUrl: `${partner}/hang`}],
  ['ready', {theme: 'auto', loading: 'lazy', probe: true}],
  ['error', {}, () => endpoint.answer('500')],
  ['closed', {}],
];

describe('removal', () => {
  for (const [state, wishes, given] of states)
    it(`in ${state} leaves nothing behind: no frame, no listener, no request in an hour`, async () => {
      consoleErrors();
      given?.();
      const listeners = listening();
      try {
        const el = await mount({...wishes, params: {test: `gone-${state}`}});
        if (state === 'closed') {
          await reaches(el, 'ready');
          el.close();
        }
        await reaches(el, state);
        if (state === 'authorizing') await until(() => endpoint.requests.length);
        else await until(async () => state === 'error' || (await askedOf(`gone-${state}`)).length);
        const clock = frozen();
        const [requests, frames] = [endpoint.requests.length, (await askedOf(`gone-${state}`)).length];
        el.remove();
        expect(iframeOf(el)).to.equal(null);
        await clock.tickAsync(3_600_000);
        await settled(el);
        expect(listeners.left()).to.deep.equal([]);
        expect([endpoint.requests.length, (await askedOf(`gone-${state}`)).length]).to.deep.equal([requests, frames]);
        expect(el.state).to.be.oneOf(state === 'closed' ? ['idle', 'closed'] : ['idle']);
        expect([el.getAttribute('state'), el.error]).to.deep.equal([el.state, null]);
      } finally {
        listeners.stop();
      }
    });

  it('calls a request off at once', async () => {
    const signals: AbortSignal[] = [];
    const el = await mount({fetchToken: ({signal}) => new Promise(() => signals.push(signal))});
    await until(() => signals.length);
    expect(signals[0]?.aborted).to.equal(false);
    el.remove();
    expect(signals[0]?.aborted).to.equal(true);
  });

  it('before the request has been sent sends none', async () => {
    const asked: unknown[] = [];
    const el = document.createElement('phoenix-payment');
    const parent = box();
    Object.assign(el, {walletAddress: '0x52908400098527886E0F7030069857D2E4169EE7', amount: '1', partnerUrl: partner});
    el.fetchToken = async () => (asked.push(1), 'token');
    parent.append(el);
    el.remove();
    await settled(el);
    expect(asked).to.deep.equal([]);
  });

  it('rejects a `refresh()` under way', async () => {
    const el = await ready();
    endpoint.answer('hang');
    const refreshed = el.refresh().then(
      () => 'granted',
      () => 'rejected',
    );
    await until(() => endpoint.requests.length === 2);
    el.remove();
    expect(await refreshed).to.equal('rejected');
  });

  it('lets messages of the frame fall', async () => {
    const el = await ready();
    const seen = recorded(el);
    const frame = iframeOf(el);
    el.addEventListener('phoenix-message', () => el.remove(), {once: true});
    (await posts(frame, {type: 'FIRST'}).catch(() => {}), await settled(el));
    expect(seen.names('phoenix-message')).to.have.lengthOf(1);
  });

  onlyIn(['chromium'], 'its DevTools collect the garbage')('of the spinner lets go of it', async () => {
    const el = await mount({partnerUrl: `${partner}/slow`});
    await reaches(el, 'loading');
    const shown = [...(part(el, 'status')?.querySelectorAll('*') ?? [])].map((node) => new WeakRef(node));
    expect(shown).not.to.have.lengthOf(0);
    await reaches(el, 'ready');
    await cdp('HeapProfiler.collectGarbage');
    expect(shown.map((ref) => ref.deref()?.localName).filter((name) => name && name !== 'slot')).to.deep.equal([]);
  });

  it('twice is harmless, and coming back begins anew', async () => {
    const el = await ready();
    const parent = el.parentNode as HTMLElement;
    el.remove();
    el.remove();
    await settled(el);
    expect([el.state, el.expiresAt]).to.deep.equal(['idle', null]);
    parent.append(el);
    await reaches(el, 'ready');
    expect(endpoint.requests).to.have.lengthOf(2);
  });
});

describe('a move within the document', () => {
  const moves: [string, (el: PhoenixPayment, to: Element) => void][] = [
    ['by `append`', (el, to) => to.append(el)],
    ['by removing and inserting in one task', (el, to) => (el.remove(), to.append(el))],
    ['by removing and inserting a microtask apart', (el, to) => (el.remove(), queueMicrotask(() => to.append(el)))],
  ];
  for (const [how, move] of moves)
    it(`keeps the token, and loads the frame anew: ${how}`, async () => {
      const el = await ready();
      const expiresAt = el.expiresAt;
      move(el, box());
      await settled(el);
      await reaches(el, 'ready');
      expect(endpoint.requests).to.have.lengthOf(1);
      expect(el.expiresAt).to.deep.equal(expiresAt);
      expect(iframeOf(el)?.isConnected).to.equal(true);
    });

  onlyIn(['chromium'], 'Firefox loads a frame in a shadow root anew, WebKit has no moveBefore')(
    'by `moveBefore` keeps the frame too',
    async () => {
      const el = await ready();
      const to = box() as HTMLElement & {moveBefore(node: Node, before: Node | null): void};
      const [frame, seen] = [iframeOf(el), recorded(el)];
      to.moveBefore(el, null);
      await settled(el);
      expect([el.parentNode, iframeOf(el), el.state]).to.deep.equal([to, frame, 'ready']);
      await posts(frame, {type: 'ORDER_CREATED', data: {}});
      expect([el.payment, seen.names('phoenix-statechange')]).to.deep.equal(['ordered', []]);
      expect(endpoint.requests).to.have.lengthOf(1);
    },
  );
});
