import type {TokenBrokerError} from './token-broker-error.js';

/** Base and cap of the pauses after failures, and after refused credentials, in ms. */
const BASE = 1000;
const CAP = 30_000;
const REFUSED_BASE = 30_000;
const REFUSED_CAP = 300_000;

/**
 * How long not to ask upstream after the `failures`-th failure in a row, in ms: exponential, its upper half random, never
 * less than upstream asked for. Credentials refused twice in a row open the circuit: half a minute at least, up to five.
 */
export function pauseAfter(error: TokenBrokerError, failures: number, random = Math.random()): number {
  const refused = error.code === 'upstream-refused' && failures > 1;
  const [base, cap, power] = refused ? [REFUSED_BASE, REFUSED_CAP, failures - 2] : [BASE, CAP, failures - 1];
  const most = Math.min(cap, base * 2 ** power);
  // Halves above the base for the circuit: its shortest pause is its base.
  const pause = refused ? most * (1 + random / 2) : most * (0.5 + random / 2);
  return Math.max(pause, error.retryIn ?? 0);
}
