/** Why a delivery is not believed. */
export type WebhookErrorCode =
  'method' | 'unsigned' | 'signature' | 'timestamp' | 'stale' | 'too-large' | 'body-read' | 'malformed';

const HAPPENED: Record<WebhookErrorCode, [status: number, text: string]> = {
  method: [405, 'a webhook is a POST'],
  unsigned: [401, 'there is no signature, nor a bearer secret that is expected'],
  signature: [401, 'the signature does not match the body, or the secret is another'],
  timestamp: [401, 'X-Webhook-Timestamp is not a time in milliseconds'],
  stale: [401, 'the delivery is older, or newer, than the tolerance: a replay, or a wrong clock'],
  'too-large': [413, 'the body is larger than 1 MiB'],
  'body-read': [500, 'the body cannot be read: the connection broke, or a body parser was there first'],
  malformed: [400, 'the body is not the JSON of an event'],
};

/** A delivery that must not be acted upon. Holds no part of it. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError';
  readonly code: WebhookErrorCode;
  /** The HTTP status to answer. */
  readonly status: number;

  constructor(code: WebhookErrorCode) {
    const [status, text] = HAPPENED[code];
    super(text);
    this.code = code;
    this.status = status;
  }
}
