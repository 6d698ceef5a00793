import {BASE_HEADERS, problemAnswer, toResponse} from './answer.js';
import {describe, reporter} from './log.js';
import {recentIds, type SeenEvents} from './seen.js';
import {WebhookError, type WebhookErrorCode} from './webhook-error.js';
import {checkWebhookOptions, verifyWebhook, type VerifyWebhookOptions} from './webhook.js';
import type {WebhookEvent} from '../wire/webhook.js';

/** What a webhook handler reports. No entry holds a secret or anything of a delivery but its id and kind. */
export type WebhookLogEntry =
  | {
      readonly event: 'webhook-refused';
      readonly level: 'warn';
      readonly code: WebhookErrorCode;
      readonly message: string;
    }
  | {
      readonly event: 'webhook-failed';
      readonly level: 'error';
      readonly id: string;
      readonly kind: string;
      /** The error of `onEvent` or `seen`. */
      readonly message: string;
    }
  | {
      readonly event: 'webhook-handled' | 'webhook-repeated';
      readonly level: 'info';
      readonly id: string;
      readonly kind: string;
    };

export interface WebhookHandlerOptions extends VerifyWebhookOptions {
  /**
   * Your part. Phoenix gets its 200 when this has resolved, and delivers again if it rejects or takes over
   * 30 s. What it returns as `{external_partner_id: string}` goes into the answer.
   */
  readonly onEvent: (event: WebhookEvent) => unknown;
  /** Default: the newest 10 000 ids, in this process. */
  readonly seen?: SeenEvents | undefined;
  /** Default: warnings and errors go to the console, a line each. */
  readonly log?: ((entry: WebhookLogEntry) => unknown) | undefined;
}

/**
 * A route handler for Phoenix's webhooks: verifies, hands each event to `onEvent` once, answers 200 when that is done. An
 * id counts as handled only then, so a crash costs a second delivery and never an event; deliveries of one id that arrive
 * together wait for the same `onEvent`. Between two machines that only holds as far as `seen` does.
 */
export function webhookHandler(options: WebhookHandlerOptions): (request: Request) => Promise<Response> {
  const {clientSecret, webhookSecret, onEvent, seen = recentIds()} = options;
  checkWebhookOptions(options);
  if (typeof onEvent !== 'function') throw new TypeError('webhooks: onEvent must be a function');
  const report = reporter(options.log);
  const store = typeof seen === 'function' ? {has: seen, add: () => {}} : seen;
  const underWay = new Map<string, Promise<string | undefined>>();

  const handle = async (event: WebhookEvent): Promise<string | undefined> => {
    const entry = {level: 'info', id: event.id, kind: event.event} as const;
    if (await store.has(event.id)) {
      report({event: 'webhook-repeated', ...entry});
      return undefined;
    }
    const reply: unknown = await onEvent(event);
    await store.add(event.id);
    report({event: 'webhook-handled', ...entry});
    return partnerIdOf(reply);
  };

  return async (request) => {
    let event: WebhookEvent;
    try {
      event = await verifyWebhook(request, options);
    } catch (error) {
      const {code, status, message} = error instanceof WebhookError ? error : new WebhookError('body-read');
      report({event: 'webhook-refused', level: 'warn', code, message});
      return refuse(status, status === 500 ? 'internal' : code);
    }
    let work = underWay.get(event.id);
    if (!work) {
      work = handle(event).finally(() => underWay.delete(event.id));
      underWay.set(event.id, work);
    }
    try {
      const external_partner_id = await work;
      const body = JSON.stringify({received: true, ...(external_partner_id !== undefined && {external_partner_id})});
      return toResponse({status: 200, headers: {...BASE_HEADERS, 'content-type': 'application/json'}, body});
    } catch (error) {
      const message = describe(error, clientSecret, webhookSecret);
      report({event: 'webhook-failed', level: 'error', id: event.id, kind: event.event, message});
      return refuse(500, 'internal');
    }
  };
}

function refuse(status: number, code: string): Response {
  const title = status === 500 ? 'Internal error' : 'Webhook refused';
  const headers = {...BASE_HEADERS, ...(status === 405 && {allow: 'POST'})};
  return toResponse(problemAnswer({status, code, title}, headers));
}

const partnerIdOf = (reply: unknown): string | undefined =>
  typeof reply === 'object' && reply && 'external_partner_id' in reply && typeof reply.external_partner_id === 'string'
    ? reply.external_partner_id
    : undefined;
