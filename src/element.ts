export {PhoenixPaymentError, type PhoenixPaymentErrorCode} from './errors.js';
export type {PhoenixPaymentEventMap} from './events.js';
export type {PaymentOutcome} from './frame/payment.js';
export type {PhoenixPaymentState} from './phase.js';
export {PhoenixPayment} from './phoenix-payment.js';
export type {Messages} from './texts/messages.js';
export type {FetchToken, TokenReason} from './token/request-token.js';
export type {OrderCreated, PaymentLink, TransactionSuccess} from './wire/frame-message.js';
export type {TokenResponse} from './wire/token-response.js';
