import {expect} from '@open-wc/testing';
import {jwt, type Answer} from './support/fake-backend.js';
import {DAY, HOUR, lives, MINUTE, SECOND, world} from './support/payer.js';

const it$ = world();

/** How long the token in hand lives, in ms from now on. */
async function lifeOf(answer: (now: number) => Answer): Promise<number> {
  it$.backend.answer = () => answer(it$.clock.server);
  const payer = it$.payer();
  await it$.clock.pass(0);
  const {lease} = payer;
  payer.leave();
  return lives(lease);
}

const opaque = {access_token: 'opaque'};
const within = (exp: number, iat?: number): {access_token: string} => ({access_token: jwt({exp, ...(iat && {iat})})});

describe('The expiry of a token', () => {
  const knowledge: Record<string, [(now: number) => Answer, number]> = {
    expires_in: [() => ({body: {...opaque, expires_in: 600}}), 10 * MINUTE],
    'expiresIn, as a string': [() => ({body: {...opaque, expiresIn: '600'}}), 10 * MINUTE],
    'expires_in less Age': [() => ({body: {...opaque, expires_in: 600}, headers: {age: '240'}}), 6 * MINUTE],
    'an Age that is none adds nothing': [
      () => ({body: {...opaque, expires_in: 600}, headers: {age: '-9'}}),
      10 * MINUTE,
    ],
    'expires_at in seconds': [(now) => ({body: {...opaque, expires_at: (now + HOUR) / 1000}}), HOUR],
    'expires_at in seconds, as a string': [(now) => ({body: {...opaque, expires_at: `${(now + HOUR) / 1000}`}}), HOUR],
    'expiresAt in milliseconds': [(now) => ({body: {...opaque, expiresAt: now + HOUR}}), HOUR],
    'expires_at in ISO 8601': [(now) => ({body: {...opaque, expires_at: new Date(now + HOUR).toISOString()}}), HOUR],
    'expires_at in ISO 8601 without a zone is UTC': [
      (now) => ({body: {...opaque, expires_at: new Date(now + HOUR).toISOString().slice(0, 19)}}),
      HOUR,
    ],
    'expires_at in ISO 8601 with an offset': [
      (now) => ({body: {...opaque, expires_at: new Date(now + 3 * HOUR).toISOString().replace('Z', '+02:00')}}),
      HOUR,
    ],
    'the JWT’s exp': [(now) => ({body: within(now + HOUR)}), HOUR],
    'the JWT’s exp in a cached answer, where Date and Age make the time': [
      (now) => ({body: within(now + HOUR), headers: {date: new Date(now - 600 * SECOND).toUTCString(), age: '600'}}),
      HOUR,
    ],
    'the JWT’s exp before a stale expires_in': [
      (now) => ({body: {...within(now + 900_000), expires_in: 3600}}),
      15 * MINUTE,
    ],
    'expires_in before a later exp': [(now) => ({body: {...within(now + HOUR), expires_in: 60}}), MINUTE],
    'expires_at before all others': [
      (now) => ({body: {...within(now + HOUR), expires_in: 3600, expires_at: (now + MINUTE) / 1000}}),
      MINUTE,
    ],
    'five minutes where nothing is known': [() => ({body: opaque}), 5 * MINUTE],
    'five minutes for a JWT without exp': [() => ({body: {access_token: jwt()}}), 5 * MINUTE],
    'five minutes where the claims are not legible': [() => ({body: {access_token: 'a.%%%.c'}}), 5 * MINUTE],
    'five seconds': [(now) => ({body: within(now + 5 * SECOND)}), 5 * SECOND],
    'a year': [(now) => ({body: within(now + 365 * DAY)}), 365 * DAY],
  };
  for (const [name, [answer, life]] of Object.entries(knowledge))
    it(`is read from ${name}`, async () => expect(await lifeOf(answer)).to.equal(life));

  for (const [name, off] of [
    ['an hour fast', HOUR],
    ['an hour slow', -HOUR],
    ['a day fast', DAY],
    ['ten years slow', -3650 * DAY],
  ] as const) {
    for (const lifetime of [5 * SECOND, HOUR, 365 * DAY])
      it(`of ${lifetime / SECOND} s is right on a client clock that is ${name}`, async () => {
        it$.clock.set(off);
        expect(await lifeOf((now) => ({body: within(now + lifetime)}))).to.equal(lifetime);
        expect(await lifeOf((now) => ({body: {...opaque, expires_at: (now + lifetime) / 1000}}))).to.equal(lifetime);
        expect(await lifeOf(() => ({body: {...opaque, expires_in: lifetime / 1000}}))).to.equal(lifetime);
      });
  }

  it('is never later than it is, though a Date leaves out the part of its second that had gone', async () => {
    await it$.clock.pass(900);
    const exp = Math.floor(it$.clock.server / 1000) * 1000 + 5000;
    expect(await lifeOf(() => ({body: within(exp)}))).to.equal(exp - it$.clock.server);
  });

  it('counts from when the request was sent, not from when a slow answer came', async () => {
    it$.backend.answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 8000));
      return {body: {...opaque, expires_in: 60}};
    };
    const payer = it$.payer();
    await it$.clock.pass(8000);
    expect(lives(payer.lease)).to.equal(52 * SECOND);
  });

  it('is told as the instant on the server’s clock, whatever the client’s shows', async () => {
    it$.clock.set(-HOUR);
    const exp = it$.clock.server + HOUR;
    it$.backend.answer = () => ({body: within(exp)});
    const payer = it$.payer();
    await it$.clock.pass(0);
    expect(payer.lease.expiresAt.getTime()).to.equal(exp);
  });

  describe('where no Date can be read (another origin, or a function of the page)', () => {
    const noDate = {headers: {date: null}};

    it('goes by the client’s clock', async () => {
      expect(await lifeOf((now) => ({...noDate, body: within(now + HOUR)}))).to.equal(HOUR);
    });

    it('goes by the token’s birth on a clock that is behind it: no token is made in the future', async () => {
      it$.clock.set(-HOUR);
      expect(await lifeOf((now) => ({...noDate, body: within(now + HOUR, now)}))).to.equal(HOUR);
    });

    it('is known of expires_in even so', async () => {
      it$.clock.set(HOUR);
      expect(await lifeOf(() => ({...noDate, body: {...opaque, expires_in: 600}}))).to.equal(10 * MINUTE);
    });

    it('is read of what a function answers: an object, or the token alone', async () => {
      const {server} = it$.clock;
      for (const answer of [within(server + HOUR), within(server + HOUR).access_token, {...opaque, expires_in: 3600}]) {
        const payer = it$.payer({fetchToken: async () => answer});
        await it$.clock.pass(0);
        expect(lives(payer.lease)).to.equal(HOUR);
        payer.leave();
      }
    });
  });

  for (const [name, answer] of Object.entries<(now: number) => Answer>({
    'exp in the past': (now) => ({body: within(now - SECOND)}),
    'expires_in 0': () => ({body: {...opaque, expires_in: 0}}),
    'expires_in used up by Age': () => ({body: {...opaque, expires_in: 60}, headers: {age: '61'}}),
    'expires_at in the past': (now) => ({body: {...opaque, expires_at: now - SECOND}}),
  }))
    for (const off of [0, HOUR, -HOUR])
      it(`in the past (${name}) is an error at once, and one request, with a clock off by ${off / HOUR} h`, async () => {
        it$.clock.set(off);
        it$.backend.answer = () => answer(it$.clock.server);
        const payer = it$.payer();
        await it$.clock.pass(HOUR);
        expect(payer.errors).to.deep.equal(['token-expired!']);
        expect(it$.backend.asked).to.have.lengthOf(1);
      });
});
