import {alarm, corrected, moment, now, passed, settleDoubt, silence, type Alarm} from '../clock.js';
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
  readonly key: string;
  readonly #users = new Set<TokenUser>();
  #lease: Lease | null = null;
  #failure: PhoenixPaymentError | null = null;
  #asking: {readonly call: AbortController; readonly answered: Promise<void>} | null = null;
  #askedAt = 0;
  /** When to ask next, in page time, and why. */
  #due = Infinity;
  /** Until when the endpoint wants to be left alone. */
  #mute = 0;
  #reason: TokenReason = 'scheduled';
  #attempt = 0;
  #alarm: Alarm | undefined;

  private constructor(key: string) {
    this.key = key;
  }

  static for(key: string): TokenSource {
    return sources.get(key) ?? new TokenSource(key);
  }

  get asking(): boolean {
    return !!this.#asking;
  }

  /**
   * `held`: what the user brings along from elsewhere, or from before a move. `from`: the source in whose place this one
   * steps, which starts nothing over and lets no failure be forgotten.
   */
  join(user: TokenUser, held: Lease | null, from?: TokenSource | null): void {
    if (!this.#users.size) {
      sources.set(this.key, this);
      onWake('add', this);
      if (from) {
        this.#lease = from.#lease;
        this.#failure = from.#failure;
        this.#attempt = from.#attempt;
        this.#due = from.#due;
        this.#reason = from.#reason;
        this.#mute = from.#mute;
        this.#askedAt = from.#askedAt;
      }
    }
    if (held && !this.#lease && !passed(held.expires, true)) {
      this.#hold(held);
      for (const other of this.#users) other.granted(held, 'initial', true);
    }
    this.#users.add(user);
    const lease = this.#lease;
    if (!from && (!lease || passed(lease.expires))) this.ask('initial').catch(() => {});
    else {
      if (lease && lease.token !== held?.token) user.granted(lease, 'initial', true);
      this.check();
    }
  }

  leave(user: TokenUser): void {
    this.#users.delete(user);
    if (this.#users.size) return;
    sources.delete(this.key);
    onWake('delete', this);
    silence(this.#alarm);
    this.#asking?.call.abort();
  }

  /** Asks now, or joins who is asking. Rejects with what went wrong. */
  ask(reason: TokenReason): Promise<void> {
    if (!this.#asking) {
      const call = new AbortController();
      silence(this.#alarm);
      this.#askedAt = now();
      this.#asking = {call, answered: this.#ask(reason, call)};
    }
    return this.#asking.answered;
  }

  /** Looks whether it is time, and sets the alarm for when it will be. */
  check(reason = this.#reason): void {
    silence(this.#alarm);
    if (this.#asking || !this.#users.size) return;
    const resting = this.#resting;
    const last = this.#failure;
    const dying = last && !last.fatal && this.#lease;
    const dead = dying && passed(dying.expires);
    const surely = dead && passed(dying.expires, true);
    // Whether a token has ended in its sleep is for a server to say.
    if ((passed(this.#due) || (dead && !surely)) && !resting) this.ask(reason).catch(() => {});
    else if (surely) this.#refuse(last);
    else if (!dead) {
      const next = Math.min(resting ? Infinity : this.#due, dying ? dying.expires : Infinity);
      if (next < Infinity) this.#alarm = alarm(next, () => this.check());
    }
  }

  /** Nobody looks and nothing is under way, or a retry has no network to go through. */
  get #resting(): boolean {
    return (
      (document.visibilityState === 'hidden' && ![...this.#users].some((user) => user.underWay)) ||
      (this.#attempt > 0 && !navigator.onLine)
    );
  }

  /** The page was woken. */
  happened(event?: Event): void {
    // What is not tried again by itself may have healed while nobody looked, or with the network.
    const heals = this.#failure?.retryable && this.#due === Infinity && !this.#resting;
    const since = event?.type === 'online' ? this.#mute : Math.max(this.#mute, this.#askedAt + 30_000);
    if (heals && passed(since)) this.ask('wake').catch(() => {});
    else this.check('wake');
  }

  async #ask(reason: TokenReason, call: AbortController): Promise<void> {
    const {signal} = call;
    const sent = moment();
    try {
      const [first] = this.#users;
      const {answer, ...clocks} = await requestToken((first as TokenUser).request, reason, call);
      signal.throwIfAborted();
      this.#asking = null;
      const margin = Math.max(...[...this.#users].map((user) => user.request.margin));
      settleDoubt(overcounted({...clocks, asked: corrected(sent)}, this.#lease), sent.doubt);
      if (answer instanceof PhoenixPaymentError) throw answer;
      const lease = renewed(leaseOf({...answer, ...clocks, asked: corrected(sent)}, margin), this.#lease);
      if (passed(lease.expires, true)) throw new PhoenixPaymentError('token-expired');
      const changed = lease.token !== this.#lease?.token;
      this.#hold(lease);
      for (const user of this.#users) user.granted(lease, reason, changed);
      this.check();
    } catch (cause) {
      const error: unknown = signal.aborted ? signal.reason : cause;
      // Nobody wants it any more; a timeout is a failure like any other.
      if (!(error instanceof PhoenixPaymentError)) throw error;
      this.#asking = null;
      this.#attempt++;
      settleDoubt(0, sent.doubt);
      throw this.#refuse(error);
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
    const fatal = !this.#lease || passed(this.#lease.expires, true);
    const hopeless = !error.retryable || (error.code === this.#failure?.code && error.code === 'token-malformed');
    const pause = (error.retryAt?.getTime() ?? 0) - Date.now();
    const wait = Math.max(backoff(this.#attempt), pause);
    const retries = !fatal && !hopeless;
    this.#mute = now() + pause;
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
