import {expect} from '@open-wc/testing';
import {HOUR, MINUTE, SECOND, lives, world} from './support/payer.js';
import type {Answer} from './support/fake-backend.js';

const it$ = world();

describe('A token in hand', () => {
  const asked = (): number => it$.backend.asked.length;

  it('is asked for again at the latest a nap after a lid was opened, though no event tells of it', async () => {
    const payer = it$.payer();
    await it$.clock.pass(0);
    it$.clock.sleep(5 * HOUR);
    await it$.clock.pass(MINUTE);
    expect(payer.reasons).to.have.lengthOf(2);
  });

  for (const event of ['show', 'restore', 'resume', 'goOnline'] as const)
    for (const ticking of [true, false])
      it(`is asked for at once on ${event} after a sleep (monotonic clock ${ticking ? 'going' : 'standing'})`, async () => {
        const payer = it$.payer();
        await it$.clock.pass(0);
        it$.clock.sleep(5 * HOUR, ticking);
        it$.page[event]();
        await it$.clock.pass(0);
        expect(payer.reasons).to.deep.equal(['initial', 'wake']);
        expect(payer.errors).to.deep.equal([]);
      });

  it('is not asked for early by events alone', async () => {
    it$.payer();
    await it$.clock.pass(0);
    for (const event of ['show', 'restore', 'resume', 'goOnline', 'hide', 'show'] as const) it$.page[event]();
    await it$.clock.pass(MINUTE);
    expect(asked()).to.equal(1);
  });

  it('is not asked for when a clock is set back, and its end stays where it is', async () => {
    const payer = it$.payer();
    await it$.clock.pass(0);
    it$.clock.set(-2 * HOUR);
    it$.page.show();
    await it$.clock.pass(MINUTE);
    expect(asked()).to.equal(1);
    expect(lives(payer.lease)).to.equal(59 * MINUTE);
    await it$.clock.pass(58 * MINUTE);
    expect(payer.reasons).to.deep.equal(['initial', 'scheduled']);
  });

  it('lives on when a clock is set forward: the server’s Date tells it from a sleep, at the cost of one request', async () => {
    const payer = it$.payer();
    await it$.clock.pass(0);
    const {token} = payer.lease;
    it$.backend.answer = () => ({body: {access_token: token}});
    it$.clock.set(HOUR);
    await it$.clock.pass(MINUTE);
    expect(payer.errors).to.deep.equal([]);
    expect(lives(payer.lease)).to.equal(59 * MINUTE);
    await it$.clock.pass(25 * MINUTE);
    expect(asked(), 'asked again after half of the rest').to.equal(2);
  });

  it('lives on when a clock is set forward and the backend only fails: its failures have a Date too', async () => {
    const payer = it$.payer();
    await it$.clock.pass(0);
    it$.backend.answer = () => ({status: 500});
    it$.clock.set(HOUR);
    await it$.clock.pass(2 * MINUTE);
    expect(payer.errors).not.to.include('token-server!');
    it$.backend.answer = () => it$.backend.token();
    await it$.clock.pass(2 * MINUTE);
    expect(payer.token.state.is).to.equal('held');
  });

  it('has the right end after a clock was set forward while it was being asked for', async () => {
    const payer = it$.payer();
    await it$.clock.pass(0);
    it$.clock.set(HOUR);
    await it$.clock.pass(MINUTE);
    expect(payer.granted).to.have.lengthOf(2);
    expect(lives(payer.lease)).to.be.within(59 * MINUTE, HOUR);
  });

  for (const date of [true, false])
    it(`lives on when a clock is set forward while it is on its way (${date ? 'with' : 'without'} a token before it)`, async () => {
      const slow = async (): Promise<Answer> => {
        await new Promise((resolve) => setTimeout(resolve, 2000));
        return it$.backend.token();
      };
      if (!date) it$.backend.answer = slow;
      const payer = it$.payer();
      if (date) {
        await it$.clock.pass(0);
        it$.backend.answer = slow;
        void payer.token.ask('manual');
      }
      await it$.clock.pass(1000);
      it$.clock.set(2 * HOUR);
      await it$.clock.pass(5 * SECOND);
      expect(payer.errors).to.deep.equal([]);
      expect(lives(payer.lease)).to.be.within(HOUR - 10 * SECOND, HOUR);
    });

  it('of two endpoints has the right end in either, when a clock is set forward', async () => {
    const payers = [it$.payer(), it$.payer({endpoint: 'https://other.test/token'})];
    await it$.clock.pass(0);
    it$.clock.set(HOUR);
    it$.page.show();
    await it$.clock.pass(SECOND);
    for (const payer of payers) expect(lives(payer.lease)).to.be.within(HOUR - 2 * SECOND, HOUR);
  });

  it('is asked for again after an hour in the back/forward cache, at once', async () => {
    const payer = it$.payer();
    await it$.clock.pass(0);
    it$.clock.freeze(HOUR);
    it$.page.restore();
    await it$.clock.pass(0);
    expect(payer.reasons).to.deep.equal(['initial', 'wake']);
  });

  it('is not asked for while hidden, and at once when shown if it is due', async () => {
    const payer = it$.payer();
    await it$.clock.pass(0);
    it$.page.hide();
    await it$.clock.pass(5 * HOUR);
    expect(asked()).to.equal(1);
    expect(it$.clock.timers, 'timers while hidden').to.equal(0);
    it$.page.show();
    await it$.clock.pass(0);
    expect(payer.reasons).to.deep.equal(['initial', 'wake']);
  });

  it('is kept fresh while hidden as long as a payment is under way, with timers held back', async () => {
    const payer = it$.payer();
    payer.underWay = true;
    await it$.clock.pass(0);
    it$.page.hide();
    it$.clock.grain = MINUTE;
    await it$.clock.pass(3 * HOUR);
    expect(payer.reasons).to.deep.equal(['initial', 'scheduled', 'scheduled', 'scheduled']);
  });

  it('is asked for at first even where nobody looks', async () => {
    it$.page.hide();
    it$.payer();
    await it$.clock.pass(0);
    expect(asked()).to.equal(1);
  });

  for (const lifetime of [5 * SECOND, MINUTE, HOUR])
    it(`of ${lifetime / SECOND} s is asked for again 4 to 1 margins before its end, at another moment each time`, async () => {
      it$.backend.answer = () => it$.backend.token(lifetime);
      const payer = it$.payer();
      while (!payer.granted.length) await it$.clock.pass(lifetime / 2000);
      const moments = new Set<number>();
      for (let round = 0; round < 40; round++) {
        const {lease} = payer;
        const margin = Math.min(MINUTE, lives(lease) / 20);
        while (payer.lease === lease) await it$.clock.pass(lifetime / 2000);
        const before = lease.expires - (payer.lease.asked as number);
        expect(before).to.be.within(margin - 2, margin * 4);
        moments.add(Math.round((10 * before) / margin));
      }
      expect(moments.size).to.be.greaterThan(10);
      expect(asked()).to.equal(41);
    }).timeout(20_000);
});
