import type {Closing} from './closing.js';
import {withDeadline} from './deadline.js';
import {LAST, WINDOW, makeLease, type Lease} from './lease.js';
import {describe, type BrokerLogEntry, type Reporter} from './log.js';
import {sleep} from './sleep.js';
import type {Counters} from './stats.js';
import type {SharedToken, StoreLock, TokenStore} from './store.js';

/** A lease and where it came from; without `source` it is the old one. */
export interface Fetched {
  readonly lease: Lease;
  readonly source?: 'upstream' | 'store';
  /** Milliseconds after which to look again: somebody else is fetching the next token. */
  readonly again?: number;
}

export interface Sharing {
  readonly request: () => Promise<Lease>;
  readonly closing: Closing;
  /** The token in hand, if any. */
  readonly usable: () => Lease | undefined;
  readonly now: () => number;
  readonly report: Reporter<BrokerLogEntry>;
  readonly counters: Counters;
}

/** Milliseconds for one operation of the store: a client that is reconnecting keeps commands waiting for ever. */
const STORE_TIMEOUT = 1000;
/** A broker without a token does not wait for another's request longer than this many ms. */
const HELD_TIMEOUT = 30_000;

/**
 * The next token by way of the store: what another broker has fetched, or, with the lock in hand, one from upstream. A
 * store that fails is left out, and the broker fetches for itself.
 */
export async function shareThrough(store: TokenStore, sharing: Sharing): Promise<Fetched> {
  const {request, closing, usable, now} = sharing;
  for (let waited = 0; waited < HELD_TIMEOUT;) {
    const asked = now();
    const state = await attempt('acquire', sharing, () => store.acquire(WINDOW));
    if (!state) break;
    const shared = state.token && leaseOf(state.token, asked);
    const better = shared && shared.expires - now() >= LAST && shared.token !== usable()?.token ? shared : undefined;
    if (state.lock) return fetchWith(state.lock, sharing, better);
    const again = state.heldFor === undefined ? {} : {again: 1000};
    if (better) return {lease: better, source: 'store', ...again};
    const old = usable();
    // The store's token is ours already, or a request is under way elsewhere: either way this one will do for now.
    if (old) return {lease: old, again: 1000};
    const step = 50 + Math.random() * 150;
    await sleep(step, closing);
    waited += step;
  }
  return {lease: await request(), source: 'upstream'};
}

async function fetchWith(lock: StoreLock, sharing: Sharing, better: Lease | undefined): Promise<Fetched> {
  const {request, now} = sharing;
  let lease: Lease;
  try {
    lease = await request();
  } catch (error) {
    await attempt('release', sharing, () => lock.release());
    // A token that another broker left behind is worth more than an error.
    if (better && better.expires - now() >= LAST) return {lease: better, source: 'store', again: 1000};
    throw error;
  }
  const token = {token: lease.token, left: lease.expires - now(), life: lease.expires - lease.since};
  const asked = now();
  const winner = await attempt('commit', sharing, () => lock.commit(token));
  const newer = winner && winner.token !== lease.token ? leaseOf(winner, asked) : undefined;
  return newer && newer.expires > lease.expires ? {lease: newer, source: 'store'} : {lease, source: 'upstream'};
}

const leaseOf = ({token, left, life}: SharedToken, asked: number): Lease =>
  makeLease(token, life, asked + Math.min(left, life) - life);

async function attempt<T>(
  operation: 'acquire' | 'commit' | 'release',
  {report, counters}: Sharing,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await withDeadline(STORE_TIMEOUT, undefined, () => new Error('no answer in time'), work);
  } catch (error) {
    counters.storeFailures++;
    report({event: 'store-failed', level: 'warn', operation, message: describe(error)});
    return undefined;
  }
}
