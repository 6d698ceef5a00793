/** What went wrong, as a stable code. Each has a section in `docs/errors.md`. */
export type PhoenixPaymentErrorCode =
  | 'address-invalid'
  | 'amount-invalid'
  | 'endpoint-invalid'
  | 'partner-url-invalid'
  | 'token-network'
  | 'token-timeout'
  | 'token-unauthorized'
  | 'token-rate-limited'
  | 'token-rejected'
  | 'token-server'
  | 'token-malformed'
  | 'token-expired'
  | 'frame-blocked'
  | 'frame-unreachable'
  | 'frame-timeout';

/** What may be known of an error beside its code. */
export interface ErrorFacts {
  /** The payer sees it: nothing usable is left. Default true. */
  readonly fatal?: boolean;
  /** Which try in a row failed, from 1. */
  readonly attempt?: number;
  /** HTTP status of the token endpoint's answer. */
  readonly status?: number;
  /** When the next try is planned, or the earliest that the endpoint allows (`Retry-After`). */
  readonly retryAt?: Date;
  readonly cause?: unknown;
}

/** Sentences for the integrator: what happened. `docs/errors.md` says what to do. */
const HAPPENED: Record<PhoenixPaymentErrorCode, string> = {
  'address-invalid': 'wallet-address is not 0x and 40 hex digits, or fails EIP-55',
  'amount-invalid': 'amount is not a decimal above 0 with at most 2 decimals',
  'endpoint-invalid': 'token-endpoint is not an http(s) URL',
  'partner-url-invalid': 'partner-url is not https, nor http on loopback',
  'token-network': 'The token endpoint was not reached, or CORS forbids it',
  'token-timeout': 'The token endpoint did not answer in time',
  'token-unauthorized': 'The token endpoint refused this visitor',
  'token-rate-limited': 'The token endpoint wants fewer requests',
  'token-rejected': 'The token endpoint rejected the request',
  'token-server': 'The token endpoint failed',
  'token-malformed': 'The token endpoint did not answer JSON with access_token',
  'token-expired': 'The token endpoint answered an expired token',
  'frame-blocked': 'The CSP of this page forbids the frame',
  'frame-unreachable': 'The payment page was not reached',
  'frame-timeout': 'The payment page did not load in time',
};

/** Where each code is explained, at `#code`. */
const DOCS = 'https://unpkg.com/phoenix-payment/docs/errors.md#';

/** An error of the element. Holds no token and no part of an answer. */
export class PhoenixPaymentError extends Error {
  override readonly name = 'PhoenixPaymentError';
  readonly code: PhoenixPaymentErrorCode;
  readonly fatal: boolean;
  /** The same request may succeed later without a change by the integrator. */
  readonly retryable: boolean;
  readonly attempt: number;
  readonly status?: number;
  readonly retryAt?: Date;

  constructor(code: PhoenixPaymentErrorCode, facts: ErrorFacts = {}) {
    super(`${HAPPENED[code]}. ${DOCS}${code}`, 'cause' in facts ? {cause: facts.cause} : undefined);
    this.code = code;
    this.fatal = facts.fatal ?? true;
    this.retryable = !/invalid|unauthorized|rejected|blocked/.test(code);
    this.attempt = facts.attempt ?? 1;
    if (facts.status !== undefined) this.status = facts.status;
    if (facts.retryAt) this.retryAt = facts.retryAt;
  }

  /** The same error, seen again with other facts. */
  with(facts: ErrorFacts): PhoenixPaymentError {
    return new PhoenixPaymentError(this.code, {...this, ...facts, ...(this.cause ? {cause: this.cause} : {})});
  }
}
