import {now} from '../clock.js';
import {readJwtClaims} from '../wire/jwt-claims.js';
import type {TokenAnswer} from '../wire/token-response.js';

/** A token in hand, and for how long. Instants without a `Date` are page time in ms (`clock.now()`). */
export interface Lease {
  readonly token: string;
  /** The instant of its end, on the server's clock. */
  readonly expiresAt: Date;
  readonly expires: number;
  /** When to ask for the next one. */
  readonly renew: number;
  /** When it was asked for, and what the server's clock showed then, if it said so. */
  readonly asked: number;
  readonly server?: number;
  /** Nothing was known of its end. */
  readonly assumed: boolean;
}

/** The clocks around an answer. */
export interface Clocks {
  /** Page time and wall clock when the request was sent: counting from there can only err to the safe side. */
  readonly asked: number;
  readonly wall: number;
  /** The response's `Date` plus its `Age` (RFC 9110, 9111), ms since 1970. */
  readonly server?: number;
  /** The response's `Age`, ms. */
  readonly age: number;
}

export type TimedAnswer = TokenAnswer & Clocks;

/** Assumed of a token of which nothing is known, in ms. */
const ASSUMED = 300_000;

/** Expiry: the earliest of all that is known, absolute times read on the server's clock. `margin` in ms. */
export function leaseOf(answer: TimedAnswer, margin: number, random = Math.random()): Lease {
  const {token, asked, wall, server, age, expiresIn, expiresAt} = answer;
  const {exp, iat = 0} = readJwtClaims(token);
  // Without a server's clock the wall clock must do, but a token is not made in the future. And a `Date` does not say how much
  // of its second had gone: a wall clock that agrees with it does.
  const then = server !== undefined && wall - server >= 1000 ? server : Math.max(wall, server ?? iat * 1000);
  // What is not known is no number, and counts for nothing.
  const known = [Number(expiresIn) - age, Number(expiresAt) - then, Number(exp) * 1000 - then].filter(Number.isFinite);
  const life = known.length ? Math.min(...known) : ASSUMED;
  const expires = asked + life;
  return {
    token,
    expiresAt: new Date(Math.min(then + life, 8.64e15)),
    expires,
    renew: Math.max(asked + 1000, expires - Math.min(margin, (expires - now()) / 20) * (1 + 3 * random)),
    asked,
    ...(server !== undefined && {server}),
    assumed: !known.length,
  };
}

/**
 * The lease after a new answer. A backend's cache hands out the same token again: its end does not move later by being
 * asked, unless that was no more than assumed, and the next time to ask is when half of the rest has gone.
 */
export function renewed(fresh: Lease, held: Lease | null): Lease {
  if (fresh.token !== held?.token) return fresh;
  const base = held.assumed || (!fresh.assumed && fresh.expires < held.expires) ? fresh : held;
  return {...base, renew: now() + Math.max(1000, (base.expires - now()) / 2)};
}

/** How many ms the page's clock counted more than the server's between two answers; 0 if a server kept silent. */
export const overcounted = ({asked, server}: Clocks, held: Lease | null): number =>
  server === undefined || held?.server === undefined ? 0 : asked - held.asked - (server - held.server);
