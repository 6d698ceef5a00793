import {passed} from '../clock.js';
import type {PhoenixPaymentError} from '../errors.js';
import type {Lease} from './lease.js';
import type {TokenReason, TokenRequest} from './request-token.js';
import {TokenSource, type TokenUser} from './token-source.js';

/** What an element's token has come to. */
export type TokenState =
  {readonly is: 'idle' | 'requesting' | 'held'} | {readonly is: 'failed'; readonly error: PhoenixPaymentError};

/** What the element does with the news. */
export interface TokenHost {
  readonly underWay: boolean;
  tokenGranted(lease: Lease, reason: TokenReason, changed: boolean): void;
  tokenRefused(error: PhoenixPaymentError): void;
  requestUpdate(): void;
}

const HELD: TokenState = {is: 'held'};

const functions = new WeakMap<object, number>();
let counted = 0;

/** Equal requests have equal keys; a function is equal to itself only. */
function keyOf({endpoint, credentials, headers, fetchToken}: TokenRequest): string {
  if (fetchToken && !functions.has(fetchToken)) functions.set(fetchToken, ++counted);
  return JSON.stringify(fetchToken ? functions.get(fetchToken) : [endpoint, credentials, headers]);
}

/** One element's side of the token: which source it draws on, and the lease it holds, also through a move or a pause. */
export class TokenController implements TokenUser {
  state: TokenState = {is: 'idle'};
  request!: TokenRequest;
  /** The newest token. */
  lease: Lease | null = null;
  readonly #host: TokenHost;
  #source: TokenSource | null = null;
  #issuer: unknown;

  constructor(host: TokenHost) {
    this.#host = host;
  }

  get underWay(): boolean {
    return this.#host.underWay;
  }

  /** Declares what is wanted; the same again is free. `null` pauses: nothing is asked for, the lease is kept. */
  use(request: TokenRequest | null): void {
    if (!request) {
      this.#leave();
      return;
    }
    const issuer = request.fetchToken ? 1 : request.endpoint;
    if (issuer !== this.#issuer) this.forget();
    this.#issuer = issuer;
    this.request = request;
    const key = keyOf(request);
    // A framework may pass a new function with every render: it serves from the next request on, and starts nothing over.
    const from = request.fetchToken && this.#source;
    if (this.#source && (key === this.#source.key || from?.asking)) this.#source.check();
    else {
      this.#source?.leave(this);
      this.#source = TokenSource.for(key);
      if (!from) this.#enter(this.lease && !passed(this.lease.expires, true) ? HELD : {is: 'requesting'});
      this.#source.join(this, this.lease, from);
    }
  }

  /** Leaves, and drops the token. */
  forget(): void {
    this.#leave();
    this.lease = null;
  }

  /** Asks now. Rejects with what went wrong; `null` while there is nothing to ask. */
  ask(reason: TokenReason): Promise<void> | null {
    if (this.state.is === 'failed') this.#enter({is: 'requesting'});
    return this.#source && this.#source.ask(reason);
  }

  granted(lease: Lease, reason: TokenReason, changed: boolean): void {
    this.lease = lease;
    this.#enter(HELD);
    this.#host.tokenGranted(lease, reason, changed);
  }

  refused(error: PhoenixPaymentError): void {
    if (error.fatal) this.#enter({is: 'failed', error});
    this.#host.tokenRefused(error);
  }

  #leave(): void {
    this.#source?.leave(this);
    this.#source = null;
    this.#enter({is: 'idle'});
  }

  #enter(state: TokenState): void {
    if (state.is === this.state.is && state.is !== 'failed') return;
    this.state = state;
    this.#host.requestUpdate();
  }
}
