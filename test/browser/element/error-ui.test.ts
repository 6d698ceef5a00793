import {expect} from '@open-wc/testing';
import {next, recorded} from '../../support/events.js';
import {
  backend,
  factsOf,
  iframeOf,
  mount,
  part,
  reaches,
  ready,
  said,
  sees,
  settled,
  until,
} from '../../support/mount.js';
import {consoleErrors, offline} from '../../support/stubs.js';

const endpoint = backend();
beforeEach(() => void consoleErrors());

describe('Retry', () => {
  it('asks again, and shows the payment when the answer is good', async () => {
    endpoint.answer(['500', 'ok']);
    const el = await mount();
    await reaches(el, 'error');
    const seen = recorded(el);
    part(el, 'retry')?.click();
    await el.updateComplete;
    expect([el.state, el.error]).to.deep.equal(['authorizing', null]);
    expect(said(el)).to.not.contain('Try again');
    await reaches(el, 'ready');
    expect(seen.details('phoenix-token')[0]?.reason).to.equal('retry');
    expect(endpoint.requests).to.have.lengthOf(2);
  });

  it('tells of the next failure as a new one, and counts', async () => {
    endpoint.answer('500');
    const el = await mount();
    const seen = recorded(el);
    await reaches(el, 'error');
    part(el, 'retry')?.click();
    await el.updateComplete;
    await reaches(el, 'error');
    await settled(el);
    expect(seen.details('phoenix-error').map(({error}) => error.attempt)).to.deep.equal([1, 2]);
  });

  it('pressed twice asks once', async () => {
    endpoint.answer(['500', 'ok']);
    const el = await mount();
    await reaches(el, 'error');
    const button = part(el, 'retry');
    button?.click();
    button?.click();
    await reaches(el, 'ready');
    expect(endpoint.requests).to.have.lengthOf(2);
  });

  it('is not needed once the machine is online again', async () => {
    const net = offline();
    endpoint.answer(['reset', 'ok']);
    const el = await mount();
    await reaches(el, 'error');
    net.online();
    await reaches(el, 'ready');
  });
});

describe('phoenix-error, prevented', () => {
  it('shows no default UI and writes nothing to the console, and the state is still error', async () => {
    const lines = consoleErrors();
    endpoint.answer('500');
    const el = await mount();
    el.addEventListener('phoenix-error', (event) => event.preventDefault());
    await reaches(el, 'error');
    await settled(el);
    expect([el.state, el.getAttribute('state'), el.error?.code]).to.deep.equal(['error', 'error', 'token-server']);
    expect(said(el)).to.equal('');
    expect([part(el, 'message'), part(el, 'retry')].some(sees)).to.equal(false);
    expect(lines).to.deep.equal([]);
  });

  it('concerns that error only', async () => {
    endpoint.answer('500');
    const el = await mount();
    el.addEventListener('phoenix-error', (event) => event.preventDefault(), {once: true});
    await reaches(el, 'error');
    el.reload();
    await el.updateComplete;
    await reaches(el, 'error');
    await settled(el);
    expect(sees(part(el, 'retry'))).to.equal(true);
  });
});

describe('the methods', () => {
  it('refresh() fetches a new token now, and resolves once it is there', async () => {
    const el = await ready();
    const seen = recorded(el);
    const before = el.expiresAt;
    expect(await el.refresh()).to.equal(undefined);
    expect(endpoint.requests).to.have.lengthOf(2);
    const [{reason, changed} = {}] = seen.details('phoenix-token');
    expect([reason, changed]).to.deep.equal(['manual', true]);
    expect(el.expiresAt?.getTime()).to.be.at.least(before?.getTime() ?? Infinity);
    expect(el.state).to.equal('ready');
  });

  it('refresh() rejects with the error, which the payer does not see while a usable token is in hand', async () => {
    const el = await ready();
    const frame = iframeOf(el);
    endpoint.answer('401');
    const told = next(el, 'phoenix-error');
    const error: unknown = await el.refresh().catch((reason: unknown) => reason);
    expect(error).to.include({name: 'PhoenixPaymentError', code: 'token-unauthorized', fatal: false, status: 401});
    expect((await told).detail.error).to.include({code: 'token-unauthorized', fatal: false});
    await settled(el);
    expect([el.state, el.error, iframeOf(el), said(el)]).to.deep.equal(['ready', null, frame, '']);
  });

  it('refresh() rejects while there is nothing to ask', async () => {
    const el = await mount({amount: null});
    const error: unknown = await el.refresh().catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Error);
    expect(endpoint.requests).to.have.lengthOf(0);
  });

  it('refresh() rejects on an element that was never connected, rather than hang', async () => {
    const el = document.createElement('phoenix-payment');
    const waited = new Promise((resolve) => setTimeout(resolve, 500, 'it hangs'));
    const outcome: unknown = await Promise.race([waited, el.refresh().catch((reason: unknown) => reason)]);
    expect(outcome).to.be.instanceOf(Error);
  });

  it('reload() starts over with a fresh frame and the token in hand', async () => {
    const el = await ready();
    const token = (await factsOf(iframeOf(el))).query['access_token'];
    el.reload();
    await el.updateComplete;
    expect(el.state).to.equal('loading');
    await reaches(el, 'ready');
    expect((await factsOf(iframeOf(el))).query['access_token']).to.equal(token);
    expect(endpoint.requests).to.have.lengthOf(1);
  });

  it('close() closes, and show() and the button open again with the token in hand', async () => {
    const el = await ready();
    for (const open of [() => el.show(), () => part(el, 'reopen')?.click(), () => el.reload()]) {
      el.close();
      await el.updateComplete;
      expect([el.state, iframeOf(el)]).to.deep.equal(['closed', null]);
      expect(said(el)).to.contain('This payment is closed.');
      open();
      await el.updateComplete;
      await reaches(el, 'ready');
    }
    expect(endpoint.requests).to.have.lengthOf(1);
  });

  it('show() and close() on an element that has nothing to show are harmless', async () => {
    const el = await mount({amount: null});
    el.close();
    el.show();
    el.reload();
    await until(() => el.state === 'idle');
  });
});
