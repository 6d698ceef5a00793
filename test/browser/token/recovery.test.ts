import {expect} from '@open-wc/testing';
import type {Answer} from './support/fake-backend.js';
import {HOUR, MINUTE, SECOND, lives, world, type Payer} from './support/payer.js';

const it$ = world();
const asked = (): number => it$.backend.asked.length;

/** A payer with a token for an hour, at the moment when the next one is due; from now on the backend answers so. */
async function due(answer: typeof it$.backend.answer): Promise<Payer> {
  const payer = it$.payer();
  await it$.clock.pass(0);
  it$.backend.answer = answer;
  await it$.clock.pass(payer.lease.renew - payer.lease.asked - 1);
  expect(asked()).to.equal(1);
  return payer;
}

const portal: Answer = {headers: {'content-type': 'text/html'}, body: '<!doctype html><title>Log in</title>'};

describe('A failure, with a token in hand', () => {
  for (const [name, answer, code] of [
    ['500', () => ({status: 500}), 'token-server'],
    ['a reset', () => 'reset', 'token-network'],
    ['an expired token', () => it$.backend.token(-HOUR), 'token-expired'],
  ] as const)
    it(`${name}: is tried again with growing pauses, and not seen until the token has ended`, async () => {
      const payer = await due(answer as typeof it$.backend.answer);
      const left = lives(payer.lease);
      await it$.clock.pass(left - SECOND);
      expect(new Set(payer.errors)).to.deep.equal(new Set([code]));
      expect(payer.token.state.is).to.equal('held');
      // With full jitter the mean pause is half of the cap: 15 s.
      expect(asked()).to.be.within(3, 40);
      await it$.clock.pass(SECOND);
      expect(payer.errors.at(-1)).to.equal(`${code}!`);
      const then = asked();
      await it$.clock.pass(24 * HOUR);
      expect(asked(), 'and then it is for the payer to say').to.equal(then);
      expect(payer.errors.filter((error) => error.endsWith('!'))).to.have.lengthOf(1);
      expect(it$.clock.timers).to.equal(0);
    });

  it('is over and forgotten with the next good answer', async () => {
    let answers = 0;
    const payer = await due(() => (++answers < 3 ? {status: 503} : it$.backend.token()));
    await it$.clock.pass(2 * MINUTE);
    expect(payer.errors).to.deep.equal(['token-server', 'token-server']);
    expect(payer.reasons).to.deep.equal(['initial', 'retry']);
    expect(payer.refused.map(({attempt}) => attempt)).to.deep.equal([1, 2]);
    expect(lives(payer.lease)).to.be.greaterThan(57 * MINUTE);
  });

  it('pauses at random, for at most 1, 2, 4, 8, 16, 30, 30 s', async () => {
    const payer = it$.payer({margin: 10 * MINUTE});
    await it$.clock.pass(0);
    it$.backend.answer = () => ({status: 500});
    await it$.clock.pass(59 * MINUTE);
    const at = it$.backend.asked.slice(1).map((each) => each.at);
    const pauses = at.slice(1).map((each, index) => (each - (at[index] as number)) / SECOND);
    pauses.forEach((pause, index) => expect(pause).to.be.at.most(Math.min(30, 2 ** index)));
    expect(payer.refused.every(({retryAt}) => retryAt instanceof Date)).to.equal(true);
    expect(new Set(pauses).size).to.equal(pauses.length);
  });

  for (const status of [401, 403, 404, 410, 422])
    it(`${status} cannot heal: it is not tried again, and shows when the token has ended`, async () => {
      const payer = await due(() => ({status}));
      const code = status < 404 ? 'token-unauthorized' : 'token-rejected';
      await it$.clock.pass(2 * HOUR);
      expect(asked()).to.equal(2);
      expect(payer.errors).to.deep.equal([code, `${code}!`]);
      it$.page.goOnline();
      await it$.clock.pass(HOUR);
      expect(asked(), 'not even on online').to.equal(2);
    });

  it('a captive portal’s page: is tried twice, then when the payer comes back', async () => {
    const payer = await due(() => portal);
    await it$.clock.pass(35 * SECOND);
    expect(payer.errors).to.deep.equal(['token-malformed', 'token-malformed']);
    expect(asked()).to.equal(3);
    it$.backend.answer = () => it$.backend.token();
    it$.page.hide();
    it$.page.show();
    await it$.clock.pass(0);
    expect(payer.reasons).to.deep.equal(['initial', 'wake']);
  });

  for (const [name, after] of [
    ['seconds', () => '40'],
    ['a date on the server’s clock', () => new Date(it$.clock.server + 40_500).toUTCString()],
  ] as const)
    for (const off of [0, -HOUR, HOUR])
      it(`429 with Retry-After in ${name} waits for it, with a clock off by ${off / HOUR} h`, async () => {
        it$.clock.set(off);
        const payer = await due(() => ({status: 429, headers: {'retry-after': after()}}));
        await it$.clock.pass(2);
        expect(payer.errors).to.deep.equal(['token-rate-limited']);
        await it$.clock.pass(38 * SECOND);
        expect(asked()).to.equal(2);
        it$.backend.answer = () => it$.backend.token();
        await it$.clock.pass(3 * SECOND);
        expect(payer.reasons).to.deep.equal(['initial', 'retry']);
      });

  for (const after of ['99999999999999999999', 'soon', '-1', '', '0'])
    it(`Retry-After: “${after}” makes no loop, and no silence beyond the token’s end`, async () => {
      const payer = await due(() => ({status: 503, headers: {'retry-after': after}}));
      await it$.clock.pass(lives(payer.lease) + SECOND);
      expect(asked()).to.be.within(2, 42);
      expect(payer.errors.at(-1)).to.equal('token-server!');
    });

  it('offline is waited out: one failure, no request, and one at once when online', async () => {
    const payer = await due(() => 'reset');
    it$.page.goOffline();
    await it$.clock.pass(50 * SECOND);
    expect(payer.errors).to.deep.equal(['token-network']);
    it$.backend.answer = () => it$.backend.token();
    it$.page.goOnline();
    await it$.clock.pass(0);
    expect(asked()).to.equal(3);
    expect(payer.token.state.is).to.equal('held');
  });

  it('offline beyond the token’s end shows, and heals when online', async () => {
    const payer = await due(() => 'reset');
    it$.page.goOffline();
    await it$.clock.pass(HOUR);
    expect(payer.errors).to.deep.equal(['token-network', 'token-network!']);
    it$.backend.answer = () => it$.backend.token();
    it$.page.goOnline();
    await it$.clock.pass(0);
    expect(payer.token.state.is).to.equal('held');
  });

  for (const [name, answer] of [
    ['an endpoint that never answers', 'hang'],
    ['a body that never ends', {halfOpen: true}],
  ] as const)
    it(`${name} is given up after the time-out, called off, and tried again`, async () => {
      const payer = await due(() => answer);
      await it$.clock.pass(10 * SECOND);
      expect(payer.errors).to.deep.equal([]);
      await it$.clock.pass(SECOND);
      expect(payer.errors).to.deep.equal(['token-timeout']);
      expect(it$.backend.asked[1]?.init.signal?.aborted).to.equal(true);
      await it$.clock.pass(30 * SECOND);
      expect(it$.backend.most).to.equal(1);
      expect(asked()).to.be.within(3, 5);
    });

  it('the same token again is no failure: half of what is left is waited each time, and at least a second', async () => {
    const payer = it$.payer();
    await it$.clock.pass(0);
    const {token, expires} = payer.lease;
    it$.backend.answer = () => ({body: {access_token: token}});
    await it$.clock.pass(lives(payer.lease) - 1);
    expect(payer.lease.expires, 'its end').to.equal(expires);
    expect(payer.errors).to.deep.equal([]);
    expect(payer.granted.slice(1).every(({changed}) => !changed)).to.equal(true);
    expect(asked()).to.be.within(6, 12);
    const at = it$.backend.asked.map((each) => each.at);
    for (const [index, each] of at.slice(1).entries()) expect(each - (at[index] as number)).to.be.at.least(1000);
  });

  it('the same opaque token again lives on: its end was but assumed', async () => {
    it$.backend.answer = () => ({body: {access_token: 'opaque'}});
    const payer = it$.payer();
    await it$.clock.pass(HOUR);
    expect(payer.errors).to.deep.equal([]);
    expect(asked()).to.be.within(15, 26);
  });

  it('an end that was known is not forgotten when the same token comes without it', async () => {
    it$.backend.answer = () => ({body: {access_token: 'opaque', expires_in: 3600}});
    const payer = it$.payer();
    await it$.clock.pass(0);
    const {expires} = payer.lease;
    it$.backend.answer = () => ({body: {access_token: 'opaque'}});
    await it$.clock.pass(59 * MINUTE);
    expect(payer.lease.expires).to.equal(expires);
  });

  it('tokens that live for an instant are asked for once a second at most', async () => {
    it$.backend.answer = () => ({body: {access_token: `opaque ${asked()}`, expires_in: 0.05}});
    it$.payer();
    await it$.clock.pass(MINUTE);
    expect(asked()).to.be.at.most(61);
  });
});
