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
  readonly status?: number | undefined;
  /** When the next try is planned, or the earliest that the endpoint allows (`Retry-After`). */
  readonly retryAt?: Date | undefined;
  readonly cause?: unknown;
}

/** What happened, for the integrator. `docs/errors.md` says what to do. */
const HAPPENED: Record<PhoenixPaymentErrorCode, string> = {
  'address-invalid': 'wallet-address: not 0x and 40 hex digits, or fails EIP-55',
  'amount-invalid': 'amount: not above 0 with at most 2 decimals',
  'endpoint-invalid': 'token-endpoint: not an http(s) URL',
  'partner-url-invalid': 'partner-url: not https, nor http on loopback',
  'token-network': 'token endpoint: no answer, or CORS forbids it',
  'token-timeout': 'token endpoint: no answer in time',
  'token-unauthorized': 'token endpoint: not authorized',
  'token-rate-limited': 'token endpoint: too many requests',
  'token-rejected': 'token endpoint: request rejected',
  'token-server': 'token endpoint: server error',
  'token-malformed': 'token endpoint: no JSON with an access_token',
  'token-expired': 'token endpoint: expired token',
  'frame-blocked': 'payment page: CSP forbids it',
  'frame-unreachable': 'payment page: not reached',
  'frame-timeout': 'payment page: not loaded in time',
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
  readonly status: number | undefined;
  readonly retryAt: Date | undefined;

  constructor(code: PhoenixPaymentErrorCode, facts: ErrorFacts = {}) {
    super(`${HAPPENED[code]}. ${DOCS}${code}`, facts.cause ? {cause: facts.cause} : undefined);
    this.code = code;
    this.fatal = facts.fatal ?? true;
    this.retryable = !/invalid|unauthorized|rejected|blocked/.test(code);
    this.attempt = facts.attempt ?? 1;
    this.status = facts.status;
    this.retryAt = facts.retryAt;
  }

  /** The same error, seen again with other facts. */
  with(facts: ErrorFacts): PhoenixPaymentError {
    return new PhoenixPaymentError(this.code, Object.assign({cause: this.cause}, this, facts));
  }
}
