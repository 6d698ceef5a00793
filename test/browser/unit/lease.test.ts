import {expect} from '@open-wc/testing';
import {now} from '../../../src/clock.js';
import {DOCUMENTED_TOKEN, mintToken} from '../../../src/testing/index.js';
import {backoff} from '../../../src/token/backoff.js';
import {leaseOf, renewed, type Lease, type TimedAnswer} from '../../../src/token/lease.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WALL = Date.UTC(2026, 10, 24, 12);

/** What is left of the answer's token, in ms, at the moment of asking. */
const life = (answer: Partial<TimedAnswer>, margin = MINUTE): number => {
  const asked = now();
  return leaseOf({token: 'opaque', asked, wall: WALL, age: 0, ...answer}, margin).expires - asked;
};
const jwt = (seconds: number, issuedAt = WALL): Promise<string> => mintToken({issuedAt, lifetime: seconds});

describe('the expiry of a token', () => {
  it('is assumed to be 5 minutes away where nothing is known', () => expect(life({})).to.equal(5 * MINUTE));

  it('is what the answer says it is, less its age', () => {
    expect(life({expiresIn: HOUR})).to.equal(HOUR);
    expect(life({expiresIn: HOUR, age: 10 * MINUTE})).to.equal(50 * MINUTE);
  });

  it('is an absolute time as the server’s clock shows it, however wrong this machine’s', () => {
    for (const wall of [WALL, WALL - 30 * HOUR, WALL + 30 * HOUR])
      expect(life({expiresAt: WALL + HOUR, server: WALL, wall})).to.equal(HOUR);
  });

  it('is that of the token itself, where the answer says no more than the token', async () => {
    expect(life({token: await jwt(3600)})).to.equal(HOUR);
    expect(life({token: await jwt(3600), server: WALL + 20 * MINUTE, wall: 0})).to.equal(40 * MINUTE);
  });

  it('is the earliest of all that is known', async () => {
    const token = await jwt(1800);
    const all = {token, expiresIn: HOUR, expiresAt: WALL + 2 * HOUR};
    expect(life(all)).to.equal(30 * MINUTE);
    expect(life({...all, expiresIn: MINUTE})).to.equal(MINUTE);
    expect(life({...all, expiresAt: WALL + 2 * MINUTE})).to.equal(2 * MINUTE);
  });

  it('is past for the documented token, which is from 2025', () =>
    expect(life({token: DOCUMENTED_TOKEN, server: WALL})).to.be.below(0));

  it('is not past for a fresh token that a slow clock takes for one of the future', async () =>
    expect(life({token: await jwt(3600), wall: WALL - 24 * HOUR})).to.equal(HOUR));

  for (const odd of ['a.b.c', 'a..c', `x.${btoa('null')}.y`, `x.${btoa('{"exp":"soon"}')}.y`, `x.${btoa('[]')}.y`])
    it(`is assumed for the token ${odd}`, () => expect(life({token: odd})).to.equal(5 * MINUTE));

  it('is told as a date on the server’s clock, a representable one at that', () => {
    const expiresAt = (answer: Partial<TimedAnswer>): Date =>
      leaseOf({token: 't', asked: now(), wall: WALL, age: 0, ...answer}, MINUTE).expiresAt;
    expect(expiresAt({expiresIn: HOUR, server: WALL + 5 * HOUR}).getTime()).to.equal(WALL + 6 * HOUR);
    expect(Number.isNaN(expiresAt({expiresIn: 1e18}).getTime())).to.equal(false);
  });
});

describe('the moment to ask for the next token', () => {
  const before = (expiresIn: number, margin: number, random: number): number => {
    const asked = now();
    const lease = leaseOf({token: 't', asked, wall: WALL, age: 0, expiresIn}, margin, random);
    return Math.round((lease.expires - lease.renew) / 100) / 10;
  };

  for (const [random, margins] of [
    [0, 1],
    [0.5, 2.5],
    [1, 4],
  ] as const)
    it(`is ${margins} margins before the expiry where chance says ${random}`, () => {
      expect(before(HOUR, MINUTE, random)).to.equal(60 * margins);
      expect(before(HOUR, 1000, random)).to.equal(margins);
    });

  it('has a margin of 5 % of the lifetime at most', () => {
    expect(before(10 * MINUTE, MINUTE, 0)).to.equal(30);
    expect(before(10 * MINUTE, 100 * HOUR, 1)).to.equal(120);
  });
});

describe('the same token again', () => {
  const lease = (token: string, expiresIn?: number): Lease =>
    leaseOf({token, asked: now(), wall: WALL, age: 0, ...(expiresIn !== undefined && {expiresIn})}, MINUTE);
  const wait = ({renew}: Lease): number => Math.round((renew - now()) / 1000);

  it('changes nothing for another token', () => {
    const fresh = lease('new', HOUR);
    expect(renewed(fresh, lease('old', HOUR))).to.equal(fresh);
    expect(renewed(fresh, null)).to.equal(fresh);
  });

  it('does not live longer by being asked for, and is asked for after half of what is left', () => {
    const held = lease('t', HOUR);
    const again = renewed(lease('t', 2 * HOUR), held);
    expect(again.expires).to.equal(held.expires);
    expect(wait(again)).to.equal(1800);
  });

  it('lives shorter if the answer says so', () => {
    const fresh = lease('t', MINUTE);
    expect(renewed(fresh, lease('t', HOUR)).expires).to.equal(fresh.expires);
  });

  it('is not asked for within a second', () => expect(wait(renewed(lease('t', 500), lease('t', 500)))).to.equal(1));

  it('is assumed anew where its end was no more than assumed', () => {
    const fresh = lease('t');
    expect(renewed(fresh, {...lease('t'), expires: now() + 1000}).expires).to.equal(fresh.expires);
  });
});

describe('backoff', () => {
  it('doubles from 1 s to 30 s, and is anything down to nothing by chance', () => {
    const longest = [1, 2, 3, 4, 5, 6, 7, 50, 2000].map((attempt) => backoff(attempt, 1));
    expect(longest).to.deep.equal([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000]);
    expect(backoff(3, 0.5)).to.equal(2000);
    expect(backoff(9, 0)).to.equal(0);
  });
});
