import type {Lease} from './lease.js';

/** Counted since the broker was made. */
export interface BrokerStats {
  /** Callers served from memory, and callers that had to wait. */
  readonly hits: number;
  readonly waits: number;
  /** Tokens fetched from upstream, and tokens that another broker had put into the store. */
  readonly refreshes: number;
  readonly adoptions: number;
  /** Requests to upstream that failed, and operations of the store that failed. */
  readonly failures: number;
  readonly storeFailures: number;
  /** Requests that `handler` refused: method, origin, `authorize`. */
  readonly refusals: number;
  /** Seconds since the newest token was asked for; `null` before the first. */
  readonly age: number | null;
  /** Seconds that it has left, 0 if it has expired; `null` before the first. */
  readonly expiresIn: number | null;
}

export type Counters = Record<Exclude<keyof BrokerStats, 'age' | 'expiresIn'>, number>;

export const createCounters = (): Counters => ({
  hits: 0,
  waits: 0,
  refreshes: 0,
  adoptions: 0,
  failures: 0,
  storeFailures: 0,
  refusals: 0,
});

/** `counters` and the times of the newest lease, as they stand at `now`. */
export function statsOf(counters: Counters, lease: Lease | undefined, now: number): BrokerStats {
  return {
    ...counters,
    age: lease ? Math.max(0, (now - lease.since) / 1000) : null,
    expiresIn: lease ? Math.max(0, (lease.expires - now) / 1000) : null,
  };
}
