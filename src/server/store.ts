/** A token as brokers share it. Durations, not instants: the machines' clocks need not agree. */
export interface SharedToken {
  readonly token: string;
  /** Milliseconds left, and from grant to end. */
  readonly left: number;
  readonly life: number;
}

/** The right to ask upstream, until it runs out or is given back. */
export interface StoreLock {
  /** Publishes the new token and gives the lock back. Resolves to what others see now: a newer one, if this came too late. */
  commit(token: SharedToken): Promise<SharedToken>;
  /** Gives the lock back without a token. */
  release(): Promise<void>;
}

/** What `acquire` found: the token, as long as it lives, and the lock if the token is to be replaced and nobody is at it. */
export interface StoreState {
  readonly token?: SharedToken;
  readonly lock?: StoreLock;
  /** Another broker is asking upstream; its lock has this many ms to go. */
  readonly heldFor?: number;
}

/** Where brokers on several machines share a token. Every method may reject: the broker then works alone, from memory. */
export interface TokenStore {
  /** `window`: a token with more than the smaller of `window` ms and half its life left is not to be replaced. */
  acquire(window: number): Promise<StoreState>;
}
