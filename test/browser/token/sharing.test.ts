import {expect} from '@open-wc/testing';
import type {Answer} from './support/fake-backend.js';
import {HOUR, MINUTE, SECOND, world, type Payer} from './support/payer.js';

const it$ = world();
const asked = (): number => it$.backend.asked.length;

/** A backend whose answers the test holds back. */
function held(): (answer: Answer) => void {
  const answers: ((answer: Answer) => void)[] = [];
  it$.backend.answer = () => new Promise((resolve) => answers.push(resolve));
  return (answer) => {
    for (const resolve of answers.splice(0)) resolve(answer);
  };
}

describe('Elements with equal requests', () => {
  it('ask once, a thousand of them, and all get the same token', async () => {
    const payers = Array.from({length: 1000}, () => it$.payer());
    await it$.clock.pass(0);
    expect(asked()).to.equal(1);
    expect(new Set(payers.map(({lease}) => lease.token)).size).to.equal(1);
    expect(payers.every(({reasons}) => reasons.join() === 'initial')).to.equal(true);
    expect(it$.clock.timers).to.equal(1);
    await it$.clock.pass(HOUR);
    expect(asked(), 'and renew once').to.equal(2);
    expect(payers.every(({reasons}) => reasons.join() === 'initial,scheduled')).to.equal(true);
  });

  it('share a request that is on its way when they come', async () => {
    const answer = held();
    const first = it$.payer();
    await it$.clock.pass(SECOND);
    const second = it$.payer();
    answer(it$.backend.token());
    await it$.clock.pass(0);
    expect(asked()).to.equal(1);
    expect(second.lease).to.equal(first.lease);
  });

  it('get the token in hand when they come late, with no request, and after its renewal the next one', async () => {
    const first = it$.payer();
    await it$.clock.pass(30 * MINUTE);
    const late = it$.payer();
    expect(late.lease).to.equal(first.lease);
    expect(late.granted[0]).to.include({reason: 'initial', changed: true});
    await it$.clock.pass(30 * MINUTE);
    expect(asked()).to.equal(2);
    expect(late.lease).to.equal(first.lease);
  });

  it('share what one of them brings along from a move, though another has come and asked meanwhile', async () => {
    const moved = it$.payer();
    await it$.clock.pass(0);
    moved.leave();
    it$.backend.answer = () => ({status: 500});
    const other = it$.payer();
    moved.use();
    await it$.clock.pass(0);
    expect(other.lease).to.equal(moved.lease);
    expect([...other.errors, ...moved.errors]).to.deep.equal(['token-server', 'token-server']);
  });

  it('do not inherit a failure: who comes later asks anew, for all', async () => {
    it$.backend.answer = () => ({status: 500});
    const first = it$.payer();
    await it$.clock.pass(0);
    it$.backend.answer = () => it$.backend.token();
    const late = it$.payer();
    await it$.clock.pass(0);
    expect(asked()).to.equal(2);
    expect(late.token.state.is).to.equal('held');
    expect(first.token.state.is).to.equal('held');
  });

  it('all hear of a failure, and of its end', async () => {
    it$.backend.answer = () => ({status: 500});
    const payers = [it$.payer(), it$.payer()];
    await it$.clock.pass(0);
    expect(payers.map(({errors}) => errors.join())).to.deep.equal(['token-server!', 'token-server!']);
    it$.backend.answer = () => it$.backend.token();
    await payers[0]?.token.ask('retry');
    expect(payers.map(({token}) => token.state.is)).to.deep.equal(['held', 'held']);
  });

  it('join in one request when several of them ask by hand', async () => {
    const payers = [it$.payer(), it$.payer()];
    await it$.clock.pass(0);
    const wishes = payers.map(({token}) => token.ask('manual'));
    expect(new Set(wishes).size).to.equal(1);
    await wishes[0];
    expect(asked()).to.equal(2);
  });

  it('leave nothing behind when the last has gone: no timer, no request, no listener', async () => {
    const payers = [it$.payer(), it$.payer()];
    await it$.clock.pass(0);
    payers[0]?.leave();
    expect(it$.clock.timers).to.equal(1);
    payers[1]?.leave();
    expect(it$.clock.timers).to.equal(0);
    it$.page.goOnline();
    it$.page.show();
    await it$.clock.pass(24 * HOUR);
    expect(asked()).to.equal(1);
  });

  it('call off what is on its way only when the last has gone, and then in the same turn', async () => {
    const answer = held();
    const payers = [it$.payer(), it$.payer()];
    await it$.clock.pass(0);
    const {signal} = it$.backend.asked[0]?.init ?? {};
    payers[0]?.leave();
    expect(signal?.aborted).to.equal(false);
    payers[1]?.leave();
    expect(signal?.aborted).to.equal(true);
    answer(it$.backend.token());
    await it$.clock.pass(0);
    expect(it$.clock.timers).to.equal(0);
    expect(payers.flatMap(({granted, refused}) => [...granted, ...refused])).to.deep.equal([]);
  });

  it('call it off when they leave in the turn in which they came', async () => {
    it$.payer().leave();
    expect(it$.backend.asked[0]?.init?.signal?.aborted).to.equal(true);
    await it$.clock.pass(0);
    expect([asked(), it$.clock.timers]).to.deep.equal([1, 0]);
  });

  it('reject who waits when the last has gone', async () => {
    const payer = it$.payer();
    await it$.clock.pass(0);
    held();
    const wish = payer.token.ask('manual') as Promise<void>;
    payer.leave();
    const reason = await wish.then(
      () => null,
      (error: DOMException) => error.name,
    );
    expect(reason).to.equal('AbortError');
  });

  it('keep the longest margin that one of them wishes', async () => {
    const payers = [it$.payer({margin: SECOND}), it$.payer({margin: 30 * SECOND})];
    await it$.clock.pass(0);
    const {expires, renew} = (payers[0] as Payer).lease;
    expect(expires - renew).to.be.at.least(30 * SECOND);
  });
});

describe('Elements with different requests', () => {
  for (const [name, wishes] of [
    ['another endpoint', {endpoint: 'https://shop.test/other'}],
    ['other headers', {headers: [['x-shop', '2']]}],
    ['other credentials', {credentials: 'include'}],
    ['a function', {fetchToken: async () => 'opaque'}],
  ] as const)
    it(`ask each for themselves: ${name}`, async () => {
      const payers = [it$.payer(), it$.payer(wishes)];
      await it$.clock.pass(0);
      const [one, other] = payers.map(({lease}) => lease.token);
      expect(one).not.to.equal(other);
    });
});
