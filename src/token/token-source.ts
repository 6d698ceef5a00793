import {alarm, now, passed, settleDoubt} from '../clock.js';
import {PhoenixPaymentError} from '../errors.js';
import {onWake} from '../wake.js';
import {backoff} from './backoff.js';
import {leaseOf, overcounted, renewed, type Lease} from './lease.js';
import {requestToken, type TokenReason, type TokenRequest} from './request-token.js';

/** One element's interest in a token. */
export interface TokenUser {
  readonly request: TokenRequest;
  /** A payment is under way: keep the token fresh even while nobody sees the page. */
  readonly underWay: boolean;
  granted(lease: Lease, reason: TokenReason, changed: boolean): void;
  refused(error: PhoenixPaymentError): void;
}

const sources = new Map<string, TokenSource>();

/**
 * The token that all elements of the page with equal requests share: one request in flight, one alarm, none of either once
 * the last has left. A failure is not remembered for those who come later.
 */
export class TokenSource {
  readonly #key: string;
  readonly #users = new Set<TokenUser>();
  #lease: Lease | null = null;
  #failure: PhoenixPaymentError | null = null;
  #asking: {readonly abort: AbortController; readonly answered: Promise<void>} | null = null;
  #askedAt = 0;
  /** When to ask next, in page time, and why. */
  #due = Infinity;
  #reason: TokenReason = 'scheduled';
  #attempt = 0;
  #stopAlarm = (): void => {};
  #life = new AbortController();

  private constructor(key: string) {
    this.#key = key;
  }

  static for(key: string): TokenSource {
    return sources.get(key) ?? new TokenSource(key);
  }

  get asking(): boolean {
    return !!this.#asking;
  }

  /** `held`: what the user brings along from elsewhere, or from before a move. */
  join(user: TokenUser, held: Lease | null): void {
    if (!this.#users.size) {
      sources.set(this.#key, this);
      this.#life = new AbortController();
      onWake((event) => this.#woken(event), this.#life.signal);
    }
    this.#users.add(user);
    if (held && !this.#lease && !passed(held.expires)) {
      this.#hold(held);
      this.check();
    }
    const lease = this.#lease;
    if (!lease || passed(lease.expires)) this.ask('initial').catch(() => {});
    else if (lease !== held) user.granted(lease, 'initial', true);
  }

  leave(user: TokenUser): void {
    this.#users.delete(user);
    if (this.#users.size) return;
    sources.delete(this.#key);
    this.#life.abort();
    this.#stopAlarm();
    this.#asking?.abort.abort();
  }

  /** Asks now, or joins who is asking. Rejects with what went wrong. */
  ask(reason: TokenReason): Promise<void> {
    if (!this.#asking) {
      const abort = new AbortController();
      this.#stopAlarm();
      this.#askedAt = now();
      this.#asking = {abort, answered: this.#ask(reason, abort.signal)};
    }
    return this.#asking.answered;
  }

  /** Looks whether it is time, and sets the alarm for when it will be. */
  check(reason = this.#reason): void {
    this.#stopAlarm();
    if (this.#asking || !this.#users.size) return;
    const resting = this.#resting;
    if (passed(this.#due) && !resting) {
      this.ask(reason).catch(() => {});
      return;
    }
    const last = this.#failure;
    const dying = last && !last.fatal && this.#lease;
    if (dying && passed(dying.expires)) this.#refuse(last);
    else {
      const next = Math.min(resting ? Infinity : this.#due, dying ? dying.expires : Infinity);
      if (next < Infinity) this.#stopAlarm = alarm(next, () => this.check());
    }
  }

  /** Nobody looks and nothing is under way, or a retry has no network to go through. */
  get #resting(): boolean {
    return (
      (document.visibilityState === 'hidden' && ![...this.#users].some((user) => user.underWay)) ||
      (this.#attempt > 0 && !navigator.onLine)
    );
  }

  #woken({type}: Event): void {
    const heals = this.#failure?.fatal && this.#failure.retryable && !this.#resting;
    if (heals && (type === 'online' || passed(this.#askedAt + 30_000))) this.ask('wake').catch(() => {});
    else this.check('wake');
  }

  async #ask(reason: TokenReason, signal: AbortSignal): Promise<void> {
    try {
      // Who asks together joins in this turn; nobody's code runs inside of `ask`.
      await null;
      signal.throwIfAborted();
      const [first] = this.#users;
      const margin = Math.max(...[...this.#users].map((user) => user.request.margin));
      const answer = await requestToken((first as TokenUser).request, reason, signal);
      signal.throwIfAborted();
      this.#asking = null;
      const asked = answer.asked - settleDoubt(overcounted(answer, this.#lease));
      const lease = renewed(leaseOf({...answer, asked}, margin), this.#lease);
      if (passed(lease.expires)) throw new PhoenixPaymentError('token-expired');
      const changed = lease.token !== this.#lease?.token;
      this.#hold(lease);
      for (const user of this.#users) user.granted(lease, reason, changed);
      this.check();
    } catch (error) {
      signal.throwIfAborted();
      this.#asking = null;
      this.#attempt++;
      throw this.#refuse(error as PhoenixPaymentError);
    }
  }

  #hold(lease: Lease): void {
    this.#lease = lease;
    this.#failure = null;
    this.#attempt = 0;
    this.#due = lease.renew;
    this.#reason = 'scheduled';
  }

  /** Plans the next try while the token in hand lives and a try may help; without one it is for the payer to say. */
  #refuse(error: PhoenixPaymentError): PhoenixPaymentError {
    settleDoubt(0);
    const fatal = !this.#lease || passed(this.#lease.expires);
    const hopeless = !error.retryable || (error.code === this.#failure?.code && error.code === 'token-malformed');
    const wait = Math.max(backoff(this.#attempt), (error.retryAt?.getTime() ?? 0) - Date.now());
    const retries = !fatal && !hopeless;
    this.#due = retries ? now() + wait : Infinity;
    this.#reason = 'retry';
    const failure = error.with({
      fatal,
      attempt: this.#attempt,
      ...(retries && {retryAt: new Date(Date.now() + wait)}),
    });
    this.#failure = failure;
    for (const user of this.#users) user.refused(failure);
    this.check();
    return failure;
  }
}
