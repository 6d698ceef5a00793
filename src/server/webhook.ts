import {readWebhookEvent, type WebhookEvent} from '../wire/webhook.js';
import {sameSecret, verifyHmac} from './hmac.js';
import {readBytes} from './read-bytes.js';
import {WebhookError} from './webhook-error.js';

export interface VerifyWebhookOptions {
  /** Keys the signature. */
  readonly clientSecret: string;
  /** The older scheme's secret (`Authorization: Bearer …`). Without it, such deliveries are refused. */
  readonly webhookSecret?: string | undefined;
  /** Seconds that a delivery's timestamp may lie in the past or the future. Default 300. */
  readonly tolerance?: number | undefined;
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/** Bytes. */
const LIMIT = 1_048_576;

/**
 * Reads a delivery of Phoenix's and checks that it is Phoenix's: hex HMAC-SHA256 over `<X-Webhook-Timestamp>.<raw body>`,
 * compared in constant time, no older than `tolerance`. The older bearer scheme has no timestamp, so no replay window:
 * there the event's `id` must do. Rejects with a `WebhookError`, whose `status` is the answer; the body is read only once.
 */
export async function verifyWebhook(request: Request, options: VerifyWebhookOptions): Promise<WebhookEvent> {
  checkWebhookOptions(options);
  const {clientSecret, webhookSecret, tolerance = 300, now = () => Date.now()} = options;
  if (request.method !== 'POST') throw new WebhookError('method');

  const timestamp = request.headers.get('x-webhook-timestamp');
  const signature = request.headers.get('x-webhook-signature');
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  // A signature that is there must hold: a bearer secret does not make up for a wrong one.
  if (!signature && !(webhookSecret && bearer)) throw new WebhookError('unsigned');
  if (signature && !(timestamp && /^\d{1,16}$/.test(timestamp))) throw new WebhookError('timestamp');

  const body = await readBody(request);
  if (!body) throw new WebhookError('too-large');
  const genuine = signature
    ? await verifyHmac(clientSecret, signature, `${timestamp}.`, body)
    : await sameSecret(webhookSecret ?? '', bearer ?? '');
  if (!genuine) throw new WebhookError('signature');
  // Only now: how late a forged delivery is, is nobody's business.
  if (signature && !(Math.abs(now() - Number(timestamp)) <= tolerance * 1000)) throw new WebhookError('stale');

  const event = readWebhookEvent(parse(body));
  if (!event) throw new WebhookError('malformed');
  return event;
}

/** Throws a TypeError that quotes no value. */
export function checkWebhookOptions({clientSecret, tolerance = 300}: VerifyWebhookOptions): void {
  if (typeof clientSecret !== 'string' || !clientSecret) throw new TypeError('webhooks: clientSecret is missing');
  if (!(tolerance > 0 && tolerance <= 86_400))
    throw new TypeError('webhooks: tolerance is in seconds, above 0 and no more than a day');
}

async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    if (!request.bodyUsed) return await readBytes(request, LIMIT);
  } catch {
    // Said below.
  }
  throw new WebhookError('body-read');
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
