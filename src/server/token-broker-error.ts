/** Why there is no token. `paused`: not asked, because it failed too often or upstream forbade it for a while. */
export type TokenBrokerErrorCode =
  | 'upstream-network'
  | 'upstream-timeout'
  | 'upstream-refused'
  | 'upstream-rate-limited'
  | 'upstream-rejected'
  | 'upstream-failed'
  | 'upstream-malformed'
  | 'upstream-expired'
  | 'paused'
  | 'closed';

const HAPPENED: Record<TokenBrokerErrorCode, string> = {
  'upstream-network': 'Phoenix could not be reached',
  'upstream-timeout': 'Phoenix did not answer in time',
  'upstream-refused': 'Phoenix refused the client credentials',
  'upstream-rate-limited': 'Phoenix asks for fewer requests',
  'upstream-rejected': 'Phoenix rejected the request',
  'upstream-failed': 'Phoenix failed',
  'upstream-malformed': 'Phoenix did not answer JSON with an access_token',
  'upstream-expired': 'Phoenix answered an expired token',
  paused: 'Phoenix is not asked again yet',
  closed: 'the broker is closed',
};

/** What may be known beside the code. */
export interface TokenBrokerErrorFacts {
  /** HTTP status of upstream's answer. */
  readonly status?: number;
  /** A system error's name, such as `ECONNREFUSED`. */
  readonly reason?: string;
  /** Milliseconds that upstream asked for (`Retry-After`), or that are left of a pause. */
  readonly retryIn?: number;
}

/** No token. Holds no part of upstream's answer and no cause: both may echo the secret. */
export class TokenBrokerError extends Error {
  override readonly name = 'TokenBrokerError';
  readonly code: TokenBrokerErrorCode;
  readonly status?: number;
  readonly reason?: string;
  readonly retryIn?: number;

  constructor(code: TokenBrokerErrorCode, facts: TokenBrokerErrorFacts = {}) {
    const known = [facts.status, facts.reason].filter((fact) => fact !== undefined).join(', ');
    super(HAPPENED[code] + (known && ` (${known})`));
    this.code = code;
    if (facts.status !== undefined) this.status = facts.status;
    if (facts.reason !== undefined) this.reason = facts.reason;
    if (facts.retryIn !== undefined) this.retryIn = facts.retryIn;
  }
}
