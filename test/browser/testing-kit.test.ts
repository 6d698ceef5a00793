import {expect, fixture, html, oneEvent} from '@open-wc/testing';
import {setupWorker} from 'msw/browser';
import '../../src/index.js';
import {DOCUMENTED_TOKEN, messages, mintToken, tokenEndpoint} from '../../src/testing/index.js';
import {sandbox} from '../servers.js';

const {partnerUrl} = sandbox;

// What is under test: the checkout of a fictional shop.
function kioskCheckout(container: HTMLElement, {total, partnerUrl}: {total: string; partnerUrl: string}) {
  const payment = document.createElement('phoenix-payment');
  Object.assign(payment, {
    tokenEndpoint: '/api/token',
    walletAddress: '0x52908400098527886E0F7030069857D2E4169EE7',
    amount: total,
    partnerUrl,
  });
  const note = document.createElement('p');
  payment.addEventListener('phoenix-success', ({detail}) => (note.textContent = `Paid: ${detail.amount} USD`));
  payment.addEventListener('phoenix-error', ({detail}) => {
    if (detail.error.fatal) note.textContent = 'Your basket is kept. Please try again.';
  });
  container.append(note, payment);
  return {payment, note};
}

describe('Kiosk’s checkout', () => {
  const endpoint = tokenEndpoint('/api/token');
  const worker = setupWorker(endpoint);
  const checkout = async (total = '12.50') =>
    kioskCheckout(await fixture<HTMLElement>(html`<div></div>`), {total, partnerUrl});

  before(() => worker.start({quiet: true, onUnhandledRequest: 'bypass'}));
  afterEach(() => endpoint.reset());
  after(() => worker.stop());

  it('keeps the basket when Kiosk’s backend says no', async () => {
    endpoint.answer('403');
    const {payment, note} = await checkout();
    await oneEvent(payment, 'phoenix-error');
    expect(note.textContent).to.contain('basket is kept');
    expect(payment.error?.code).to.equal('token-unauthorized');
  });

  it('does not believe a token that is over', async () => {
    endpoint.answer([{body: {access_token: DOCUMENTED_TOKEN}}]);
    const {payment} = await checkout();
    await oneEvent(payment, 'phoenix-error');
    expect(payment.error?.code).to.equal('token-expired');
  });

  it('waits for an answer that takes its time', async () => {
    let release: (answer: {body: object}) => void = () => {};
    const held = new Promise<{body: object}>((resolve) => (release = resolve));
    endpoint.answer([() => held]);
    const {payment} = await checkout();
    await payment.updateComplete;
    expect(payment.state).to.equal('authorizing');
    release({body: {access_token: await mintToken({lifetime: 600}), expires_in: 600}});
    await oneEvent(payment, 'phoenix-ready');
  });

  it('shows the payment once there is a token, having asked once', async () => {
    const {payment} = await checkout();
    await oneEvent(payment, 'phoenix-ready');
    expect(endpoint.requests).to.have.lengthOf(1);
    expect(endpoint.requests[0]?.headers['accept']).to.contain('application/json');
  });

  it('writes the receipt when the payment has succeeded', async () => {
    const {payment, note} = await checkout();
    const detail = messages.transactionSuccess({amount: '12.50'}).data;
    payment.dispatchEvent(new CustomEvent('phoenix-success', {detail}));
    expect(note.textContent).to.equal('Paid: 12.50 USD');
  });
});
