export {createTokenBroker, type BrokeredToken, type TokenBroker} from './broker.js';
export type {Authorize, HandlerContext, TokenBrokerOptions} from './broker-options.js';
export type {BrokerLogEntry} from './log.js';
export type {BrokerStats} from './stats.js';
export type {SharedToken, StoreLock, StoreState, TokenStore} from './store.js';
export {TokenBrokerError, type TokenBrokerErrorCode} from './token-broker-error.js';
export type {SeenEvents} from './seen.js';
export {verifyWebhook, type VerifyWebhookOptions} from './webhook.js';
export {WebhookError, type WebhookErrorCode} from './webhook-error.js';
export {webhookHandler, type WebhookHandlerOptions, type WebhookLogEntry} from './webhook-handler.js';
export type {
  OrderCreatedEvent,
  OrderStatusUpdatedEvent,
  PaymentLinkCreatedEvent,
  PaymentLinkStatusUpdatedEvent,
  WebhookEvent,
} from '../wire/webhook.js';
