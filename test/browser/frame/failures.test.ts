import {expect} from '@open-wc/testing';
import {http, HttpResponse} from 'msw';
import {setupWorker} from 'msw/browser';
import type {PhoenixPayment} from '../../../src/element.js';
import {tokenEndpoint} from '../../../src/testing/index.js';
import {partner} from '../../servers.js';
import {engine, onlyIn} from '../../support/engine.js';
import {recorded} from '../../support/events.js';
import {
  askedOf,
  ENDPOINT,
  heard,
  iframeOf,
  mount,
  order,
  part,
  reaches,
  ready,
  refusedOrigin,
  said,
  settled,
  until,
} from '../../support/mount.js';
import {consoleErrors, offline} from '../../support/stubs.js';
import {frozen} from '../../support/time.js';

const endpoint = tokenEndpoint(ENDPOINT);
const worker = setupWorker(endpoint);
const SHORT = {frameTimeout: 300};
let words = 0;
const word = (): string => `fail${++words}x${Math.random().toString(36).slice(2)}`;

before(() => worker.start({quiet: true, onUnhandledRequest: 'bypass'}));
let lines: unknown[][];
beforeEach(() => void (lines = consoleErrors()));
afterEach(() => {
  worker.resetHandlers();
  endpoint.reset();
});
after(() => worker.stop());

const probesTo = async (test: string): Promise<unknown[]> => {
  const asked = await askedOf('');
  const first = asked.findIndex(({url}) => url.includes(test));
  return asked.slice(Math.max(first - 1, 0)).filter(({mode, path}) => mode === 'no-cors' && path === '/');
};

/** For the payer in its place, for the integrator in the console, once and with a link. */
function expectWords(el: PhoenixPayment): void {
  expect(said(el)).to.match(/try again/i);
  expect(lines.map(String)).to.have.lengthOf(1);
  expect(String(lines[0])).to.match(new RegExp(`phoenix-payment.*https://\\S+#${el.error?.code}$`));
}

describe('a frame that does not load', () => {
  for (const path of ['/hang', '/204'])
    it(`is frame-timeout where the partner can be reached: ${path}`, async () => {
      const el = await mount({partnerUrl: `${partner}${path}`, ...SHORT});
      const seen = recorded(el);
      await reaches(el, 'error');
      expect(el.error).to.include({code: 'frame-timeout', fatal: true, retryable: true, attempt: 1});
      expect(iframeOf(el)).to.equal(null);
      await settled(el);
      expect(seen.details('phoenix-error').map(({error}) => error)).to.deep.equal([el.error]);
      expectWords(el);
    });

  it('is frame-unreachable where the probe fails', async () => {
    worker.use(http.get(`${partner}/`, () => HttpResponse.error()));
    const el = await mount({partnerUrl: `${partner}/hang`, ...SHORT});
    await reaches(el, 'error');
    expect(el.error?.code).to.equal('frame-unreachable');
  });

  it('is told by one probe, which carries no token, no path, no cookie and no referrer', async () => {
    const test = word();
    const probes: Request[] = [];
    worker.use(http.get(`${partner}/`, ({request}) => void probes.push(request)));
    const el = await mount({partnerUrl: `${partner}/hang`, params: {test}, ...SHORT});
    await reaches(el, 'error');
    await settled(el);
    expect(
      probes.map(({url, mode, credentials, referrer, method}) => ({url, mode, credentials, referrer, method})),
    ).to.deep.equal([{url: `${partner}/`, mode: 'no-cors', credentials: 'omit', referrer: '', method: 'GET'}]);
  });

  for (const [says, wishes, patience] of [
    ['20 s', {}, 20_000],
    ['as long as `frame-timeout` says', {frameTimeout: 1500}, 1500],
    ['20 s where `frame-timeout` makes no sense', {frameTimeout: NaN}, 20_000],
  ] as const)
    it(`is waited for ${says}`, async () => {
      const clock = frozen();
      const el = await mount({partnerUrl: `${partner}/hang`, ...wishes});
      await reaches(el, 'loading');
      await until(() => iframeOf(el));
      await clock.tickAsync(patience - 1);
      expect(el.state).to.equal('loading');
      await clock.tickAsync(1);
      await reaches(el, 'error');
      expect(el.error?.code).to.equal('frame-timeout');
    });

  onlyIn(['chromium', 'firefox'], 'a page’s script gets no focus, and no click reaches a page that has not ended')(
    'is no failure where somebody is at work in a page of which some part never ends',
    async () => {
      const clock = frozen();
      const alive = heard('ALIVE');
      const el = await mount({partnerUrl: `${partner}/never-ends`});
      await alive;
      order(iframeOf(el), {do: 'focus'});
      await until(() => document.activeElement === el);
      expect(el.state).to.equal('loading');
      await clock.tickAsync(20_000);
      await reaches(el, 'ready');
    },
  );

  it('is no failure any more once it has loaded', async () => {
    const clock = frozen();
    const el = await ready();
    await clock.tickAsync(60_000);
    await settled(el);
    expect([el.state, el.error]).to.deep.equal(['ready', null]);
  });
});

describe('a frame that loads while the machine is offline', () => {
  it('is frame-unreachable, and heals by itself on `online`', async () => {
    const net = offline();
    const el = await mount({partnerUrl: `${partner}/ok`});
    await reaches(el, 'error');
    expect(el.error?.code).to.equal('frame-unreachable');
    net.online();
    await reaches(el, 'ready');
    expect(el.error).to.equal(null);
    expect(endpoint.requests).to.have.lengthOf(1);
  });
});

describe('`probe`', () => {
  it('tells frame-unreachable where nothing listens, although Chromium fires `load`', async () => {
    const el = await mount({partnerUrl: `${await refusedOrigin()}/`, probe: true, ...(engine !== 'chromium' && SHORT)});
    await reaches(el, 'error');
    expect(el.error?.code).to.equal('frame-unreachable');
    await settled(el);
    expectWords(el);
  });

  it('is one request beside each load, and none without it', async () => {
    const [without, with_] = [word(), word()];
    await ready({params: {test: without}});
    await settled();
    const before = (await probesTo(without)).length;
    const el = await ready({params: {test: with_}, probe: true});
    expect((await probesTo(with_)).length).to.be.at.least(1);
    el.remove();
    expect(before).to.equal(0);
  });

  it('does not outweigh a sign of life', async () => {
    let fail: () => void = () => {};
    const failed = new Promise<void>((resolve) => (fail = resolve));
    worker.use(http.get(`${partner}/`, () => failed.then(() => HttpResponse.error())));
    const el = await mount({partnerUrl: `${partner}/messages?when=parsed&send=[{"type":"ALIVE"}]`, probe: true});
    const seen = recorded(el);
    await until(() => seen.names('phoenix-message').length);
    fail();
    await reaches(el, 'ready');
  });

  it('guesses nothing of a page that answers, whatever it answers', async () => {
    for (const path of ['/500', '/401-empty', '/refuses-framing']) {
      const el = await mount({partnerUrl: `${partner}${path}`, probe: true});
      await reaches(el, 'ready');
      el.remove();
    }
  });
});

describe('Retry after a frame’s failure', () => {
  it('loads a fresh frame with the token in hand, and asks for none', async () => {
    const el = await mount({partnerUrl: `${partner}/hang`, ...SHORT});
    await reaches(el, 'error');
    const seen = recorded(el);
    part(el, 'retry')?.click();
    await el.updateComplete;
    expect(el.state).to.equal('loading');
    expect(el.error).to.equal(null);
    await reaches(el, 'error');
    expect(seen.details('phoenix-statechange').map(({state}) => state)).to.deep.equal(['loading', 'error']);
    expect(endpoint.requests).to.have.lengthOf(1);
  });

  it('succeeds once its cause is gone', async () => {
    const net = offline();
    const el = await mount();
    await reaches(el, 'error');
    net.online();
    await reaches(el, 'ready');
  });
});
