import {expect} from '@open-wc/testing';
import {sandbox} from '../../servers.js';
import {FakeClock, flush} from './support/fake-clock.js';
import {jwt} from './support/fake-backend.js';
import {HOUR, MINUTE, Payer, SECOND, world} from './support/payer.js';

describe('Renewal goes on, three times and more', () => {
  const it$ = world();

  for (const margin of [SECOND, MINUTE, 24 * HOUR])
    it(`with a margin of ${margin / SECOND} s: once an hour for a day, with no gap`, async () => {
      const payer = it$.payer({margin});
      await it$.clock.pass(0);
      for (let minute = 0; minute < 24 * 60; minute++) {
        await it$.clock.pass(MINUTE);
        expect(payer.lease.expires).to.be.greaterThan(payer.granted.at(-2)?.lease.expires ?? 0);
      }
      // A margin is 5 % of what is left at most, so a large one makes no loop: it asks after 80 % at the earliest.
      expect(it$.backend.asked.length).to.be.within(24, 31);
      expect(payer.errors).to.deep.equal([]);
      const leases = payer.granted.map(({lease}) => lease);
      for (const [index, {asked}] of leases.slice(1).entries())
        expect(asked).to.be.lessThan(leases[index]?.expires ?? 0);
    }).timeout(20_000);

  it('with the documented backend, which hands its cached token out until less than 5 minutes of it are left', async () => {
    let cache = {token: '', exp: 0};
    it$.backend.answer = () => {
      const {server} = it$.clock;
      if (cache.exp - server < 5 * MINUTE) cache = {token: jwt({iat: server, exp: server + HOUR}), exp: server + HOUR};
      return {body: {access_token: cache.token}};
    };
    it$.payer();
    await it$.clock.pass(40 * MINUTE);
    it$.payer().leave();
    const payer = it$.payer();
    await it$.clock.pass(4 * HOUR);
    expect(payer.reasons).to.deep.equal(['initial', 'scheduled', 'scheduled', 'scheduled', 'scheduled']);
    expect(payer.granted.every(({changed}) => changed)).to.equal(true);
    expect(it$.backend.asked.length).to.equal(5);
  });

  it('with a backend that hands a token out until it has ended: no error and no hurry', async () => {
    let cache = {token: '', exp: 0};
    it$.backend.answer = () => {
      const {server} = it$.clock;
      if (cache.exp <= server) cache = {token: jwt({iat: server, exp: server + HOUR}), exp: server + HOUR};
      return {body: {access_token: cache.token}};
    };
    const payer = it$.payer();
    await it$.clock.pass(4 * HOUR + MINUTE);
    expect(payer.errors).to.deep.equal([]);
    expect(payer.granted.filter(({changed}) => changed)).to.have.lengthOf(5);
    expect(it$.backend.asked.length).to.be.lessThan(60);
  });
});

describe('The express-style backend of Phoenix’s documentation, over real HTTP', () => {
  const control = new URL('/__sandbox/faults', sandbox.tokenUrl).href;
  const set = (faults: object): Promise<Response> => fetch(control, {method: 'PUT', body: JSON.stringify(faults)});
  let clock: FakeClock;

  beforeEach(async () => {
    await set({lifetime: 240});
    clock = new FakeClock(Date.now()).install();
  });
  afterEach(async () => {
    clock.uninstall();
    await set({lifetime: 3600});
  });

  it('drives an element through three refreshes', async () => {
    const real = globalThis.fetch;
    let answered = Promise.resolve<unknown>(null);
    globalThis.fetch = (...args) => {
      const response = real(...args);
      answered = response.then((each) => each.clone().text());
      return response;
    };
    const payer = new Payer().use({endpoint: sandbox.backendUrl});
    try {
      for (let round = 1; round <= 4; round++) {
        await flush();
        while (payer.granted.length < round) {
          await answered;
          await new Promise(requestAnimationFrame);
        }
        const {lease} = payer;
        expect(lease.expires - lease.asked).to.be.within(238 * SECOND, 241 * SECOND);
        if (round < 4) await clock.pass(lease.renew - lease.asked + 2);
      }
      expect(payer.reasons).to.deep.equal(['initial', 'scheduled', 'scheduled', 'scheduled']);
      expect(payer.granted.every(({changed}) => changed)).to.equal(true);
      expect(payer.errors).to.deep.equal([]);
    } finally {
      payer.leave();
      globalThis.fetch = real;
    }
  });
});
