import type {PhoenixPaymentError} from './errors.js';
import type {PhoenixPaymentState} from './phase.js';
import type {TokenReason} from './token/request-token.js';
import type {OrderCreated, PaymentLink, TransactionSuccess} from './wire/frame-message.js';

/** Every event of the element. All bubble and are composed; those marked so can be prevented. */
export interface PhoenixPaymentEventMap {
  'phoenix-statechange': CustomEvent<{readonly state: PhoenixPaymentState; readonly previous: PhoenixPaymentState}>;
  /** A token has come. `changed` is false when the backend handed out the same one again. */
  'phoenix-token': CustomEvent<{readonly expiresAt: Date; readonly reason: TokenReason; readonly changed: boolean}>;
  'phoenix-ready': CustomEvent<null>;
  /** The frame's token has expired while the frame had to be kept. */
  'phoenix-stale': CustomEvent<{readonly expiresAt: Date}>;
  /** Also for a failed refresh that the payer does not see (`error.fatal === false`). Prevented: no default error UI. */
  'phoenix-error': CustomEvent<{readonly error: PhoenixPaymentError}>;
  'phoenix-order-created': CustomEvent<OrderCreated>;
  'phoenix-success': CustomEvent<TransactionSuccess>;
  'phoenix-failed': CustomEvent<{readonly type: string; readonly [field: string]: unknown}>;
  'phoenix-payment-link': CustomEvent<PaymentLink>;
  /** Prevented: the frame stays. */
  'phoenix-cancel': CustomEvent<null>;
  /** Prevented: the frame stays. */
  'phoenix-done': CustomEvent<null>;
  /** Prevented: no new tab. */
  'phoenix-open-url': CustomEvent<{readonly url: string}>;
  /** Every accepted message, unknown types too. */
  'phoenix-message': CustomEvent<{readonly type: string; readonly data: unknown}>;
}

/** Dispatches one of the element's events. Returns whether nobody prevented it. */
export function emit<Name extends keyof PhoenixPaymentEventMap>(
  target: EventTarget,
  name: Name,
  detail: PhoenixPaymentEventMap[Name]['detail'],
  cancelable = false,
): boolean {
  return target.dispatchEvent(new CustomEvent(name, {detail, bubbles: true, composed: true, cancelable}));
}
