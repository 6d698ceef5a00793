import {expect} from '@open-wc/testing';
import type {FetchToken} from '../../../src/token/request-token.js';
import {HOUR, SECOND, world} from './support/payer.js';

const it$ = world();

describe('A function in place of the request', () => {
  const counting = (): {calls: number; fetchToken: FetchToken} => {
    const counter = {calls: 0, fetchToken: async () => (counter.calls++, it$.backend.token().body as object)};
    return counter;
  };

  it('is shared by those who have the same one', async () => {
    const one = counting();
    it$.payer(one);
    it$.payer(one);
    await it$.clock.pass(0);
    expect(one.calls).to.equal(1);
  });

  it('is not called within the turn that asks for a token, nor for those who leave in that turn', async () => {
    const one = counting();
    it$.payer(one).leave();
    await it$.clock.pass(0);
    expect(one.calls).to.equal(0);
    it$.payer(one);
    expect(one.calls).to.equal(0);
    await it$.clock.pass(0);
    expect(one.calls).to.equal(1);
  });

  it('in a new copy with every rendering starts nothing over, and the newest is asked next', async () => {
    const copies = Array.from({length: 20}, counting);
    const payer = it$.payer(copies[0]);
    for (const copy of copies) payer.use(copy);
    await it$.clock.pass(0);
    for (const copy of copies) payer.use(copy);
    await it$.clock.pass(HOUR);
    expect(copies.reduce((sum, {calls}) => sum + calls, 0)).to.equal(2);
    expect(copies.at(-1)?.calls).to.be.at.least(1);
    expect(payer.reasons).to.deep.equal(['initial', 'scheduled']);
  });

  it('in a new copy for several elements keeps them together', async () => {
    const copies = Array.from({length: 5}, counting);
    const payers = [it$.payer(copies[0]), it$.payer(copies[0])];
    await it$.clock.pass(0);
    for (const copy of copies) for (const payer of payers) payer.use(copy);
    await it$.clock.pass(HOUR);
    expect(copies.map(({calls}) => calls)).to.deep.equal([1, 0, 0, 0, 1]);
  });

  it('in a new copy does not call off the request that is on its way', async () => {
    const signals: AbortSignal[] = [];
    const hanging = (): {fetchToken: FetchToken} => ({
      fetchToken: ({signal}) => {
        signals.push(signal);
        return new Promise(() => {});
      },
    });
    const payer = it$.payer(hanging());
    await it$.clock.pass(0);
    payer.use(hanging());
    await it$.clock.pass(SECOND);
    expect(signals.map(({aborted}) => aborted)).to.deep.equal([false]);
  });

  it('learns why it is asked, and its status counts as the endpoint’s would', async () => {
    const reasons: string[] = [];
    const payer = it$.payer({
      fetchToken: async ({reason}) => {
        reasons.push(reason);
        throw Object.assign(new Error('no'), {status: 403});
      },
    });
    await it$.clock.pass(HOUR);
    expect(reasons).to.deep.equal(['initial']);
    expect(payer.errors).to.deep.equal(['token-unauthorized!']);
  });
});
