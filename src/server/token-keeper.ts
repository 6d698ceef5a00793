import {Closing} from './closing.js';
import {LAST, type Lease} from './lease.js';
import type {BrokerLogEntry, Reporter} from './log.js';
import {pauseAfter} from './pause.js';
import {shareThrough, type Fetched} from './share.js';
import {sleep} from './sleep.js';
import type {Counters} from './stats.js';
import type {TokenStore} from './store.js';
import {TokenBrokerError} from './token-broker-error.js';

export interface TokenKeeperOptions {
  readonly request: (closing: Closing) => Promise<Lease>;
  readonly store: TokenStore | undefined;
  readonly now: () => number;
  readonly report: Reporter<BrokerLogEntry>;
  readonly counters: Counters;
}

/** Keeps a promise's work alive beyond the answer, where the platform would end it (Workers). */
export type WaitUntil = (work: Promise<unknown>) => void;

/** A caller without a token waits out a pause of up to this many ms; a longer one is an error, so that he may do better. */
const PATIENCE = 2000;
/** A flight that has not ended after this many ms never will: Workers drop what a finished request has left behind. */
const LOST = 120_000;

interface Flight {
  readonly lease: Promise<Lease>;
  readonly since: number;
}

/**
 * Holds the one token and knows when to ask for the next. Two laws: an error reaches a caller only when nothing usable is
 * left, and at most one question is under way. There is no timer: callers drive it, and an idle broker asks nobody.
 */
export class TokenKeeper {
  readonly #options: TokenKeeperOptions;
  readonly #closing = new Closing();
  #lease: Lease | undefined;
  #flight: Flight | undefined;
  #failures = 0;
  /** Until when upstream is left alone, and whether that binds callers without a token too. */
  #pause = {until: -Infinity, strict: false};

  constructor(options: TokenKeeperOptions) {
    this.#options = options;
  }

  /** The token in hand, without waiting; from `renew` on it starts the next request behind the caller's back. */
  current(waitUntil?: WaitUntil): Lease | undefined {
    const lease = this.#usable();
    if (lease) {
      const now = this.#options.now();
      if (now >= lease.renew && now >= this.#pause.until) void this.#fly(0, waitUntil).catch(() => {});
    }
    return lease;
  }

  /** Waits for a token. Rejects with a `TokenBrokerError`. */
  async obtain(waitUntil?: WaitUntil): Promise<Lease> {
    try {
      return await this.#fly(0, waitUntil);
    } catch (error) {
      const lease = this.#usable();
      if (lease) return lease;
      throw error;
    }
  }

  /** The newest token, dead or alive. */
  get newest(): Lease | undefined {
    return this.#lease;
  }

  /** Ends what is under way; its callers get `closed`. */
  async close(): Promise<void> {
    const flight = this.#flight;
    this.#closing.close();
    await flight?.lease.catch(() => {});
  }

  #usable(): Lease | undefined {
    const lease = this.#lease;
    const open = !this.#closing.closed;
    return open && lease && lease.expires - this.#options.now() >= LAST ? lease : undefined;
  }

  #fly(delay: number, waitUntil?: WaitUntil): Promise<Lease> {
    const now = this.#options.now();
    if (this.#flight && now - this.#flight.since < LOST) return this.#flight.lease;
    if (this.#closing.closed) return Promise.reject(new TokenBrokerError('closed'));
    // The first failure is not held against the next caller; from the second on upstream gets its rest.
    const rest = this.#pause.strict ? this.#pause.until - now : delay;
    if (rest > PATIENCE) return Promise.reject(new TokenBrokerError('paused', {retryIn: rest}));
    const flight: Flight = {lease: this.#ask(rest), since: now};
    this.#flight = flight;
    const landed = (): void => {
      if (this.#flight === flight) this.#flight = undefined;
    };
    waitUntil?.(flight.lease.then(landed, landed));
    if (!waitUntil) void flight.lease.then(landed, landed);
    return flight.lease;
  }

  async #ask(delay: number): Promise<Lease> {
    const {store, now, report, counters} = this.#options;
    const closing = this.#closing;
    const request = () => this.#options.request(closing);
    try {
      if (delay > 0) await sleep(delay, closing);
      const fetched = store
        ? await shareThrough(store, {...this.#options, request, closing, usable: () => this.#usable()})
        : null;
      const {lease, source, again}: Fetched = fetched ?? {lease: await request(), source: 'upstream'};
      this.#failures = 0;
      this.#pause = {until: again ? now() + again : -Infinity, strict: false};
      if (source) {
        counters[source === 'upstream' ? 'refreshes' : 'adoptions']++;
        report({
          event: 'token-refreshed',
          level: 'info',
          source,
          expiresIn: Math.floor((lease.expires - now()) / 1000),
        });
      }
      return (this.#lease = lease);
    } catch (error) {
      const known = error instanceof TokenBrokerError ? error : new TokenBrokerError('upstream-network');
      if (known.code !== 'closed') this.#failed(known);
      throw known;
    }
  }

  #failed(error: TokenBrokerError): void {
    const {now, report, counters} = this.#options;
    const failures = ++this.#failures;
    const lease = this.#usable();
    const asked = error.retryIn !== undefined || (error.code === 'upstream-refused' && failures > 1);
    const whole = pauseAfter(error, failures);
    // Of its own accord the broker does not rest beyond the token's end.
    const pause = lease && !asked ? Math.min(whole, lease.expires - LAST - now()) : whole;
    this.#pause = {until: now() + pause, strict: asked || failures > 1};
    counters.failures++;
    report({
      event: 'refresh-failed',
      level: lease ? 'warn' : 'error',
      code: error.code,
      message: error.message,
      ...(error.status !== undefined && {status: error.status}),
      failures,
      pause: Math.round(pause),
      serving: lease !== undefined,
    });
  }
}
