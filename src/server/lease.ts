import type {UpstreamToken} from '../wire/upstream-token.js';

/** A token and its time. Instants are ms since 1970 on the broker's clock (`now`). */
export interface Lease {
  readonly token: string;
  readonly expires: number;
  /** From when on it is to be replaced in the background: 5 minutes before its end, or half its life if that is less. */
  readonly renew: number;
  /** When it was asked for. */
  readonly since: number;
}

/** The clocks around an answer. */
export interface AnswerTimes {
  /** When the question was sent: counting from there can only err to the safe side. */
  readonly asked: number;
  /** What upstream's clock showed (`Date` plus `Age`), ms since 1970. */
  readonly server?: number;
  /** How long a cache had kept the answer (`Age`), ms. */
  readonly age: number;
}

/** Renewal starts this many ms before the end. */
export const WINDOW = 300_000;
/** A token is not handed out in its last second: it would be dead on arrival. */
export const LAST = 1000;
/** More is not believed of a token, in ms: ten years. Past the end of `Date` no answer could be put into words. */
const MOST = 315_360_000_000;
/** Assumed of a token of which nothing is known, in ms. */
const ASSUMED = 300_000;

/**
 * The lease that a grant gives: the earliest of `expires_in` and the JWT's `exp`, the latter read on upstream's clock. An
 * `exp` that has passed although upstream has just handed the token out tells of a wrong clock, not of a dead token.
 */
export function leaseOf({token, expiresIn, expiresAt, issuedAt}: UpstreamToken, times: AnswerTimes): Lease {
  const known: number[] = [];
  if (expiresIn !== undefined) known.push(expiresIn - times.age);
  const left = expiresAt === undefined ? NaN : expiresAt - (times.server ?? times.asked);
  // Our own clock may be wrong: it only counts if nothing better is known.
  if (left > 0 && (times.server !== undefined || !known.length)) known.push(left);
  if (!known.length && expiresAt !== undefined) known.push(issuedAt === undefined ? left : expiresAt - issuedAt);
  return makeLease(token, known.length ? Math.min(...known) : ASSUMED, times.asked);
}

/** A lease over `life` ms from `since` on. */
export function makeLease(token: string, claimed: number, since: number): Lease {
  const life = Math.min(claimed, MOST);
  const expires = since + life;
  return {token, expires, renew: expires - Math.min(WINDOW, life / 2), since};
}
