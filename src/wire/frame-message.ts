import {parseUrl} from '../url.js';
import {isRecord, shape} from './shape.js';

/** A message of the partner's page, of any type. */
export interface FrameMessage {
  readonly type: string;
  readonly data: unknown;
}

/** The partner's `data` of `ORDER_CREATED`. Read leniently: any field may be missing, and others may come. */
export interface OrderCreated {
  readonly order_id?: string;
  readonly created_at?: string;
  readonly buyer_address?: string;
  readonly seller_address?: string;
  readonly send_amount?: string;
  readonly receive_amount?: string;
  readonly uniqueness_amount?: string;
  readonly receiving_chain_id?: string;
  readonly zelle_address?: string;
  readonly [field: string]: unknown;
}

/** The partner's `data` of `TRANSACTION_SUCCESS`, read as leniently. */
export interface TransactionSuccess {
  readonly amount?: string;
  readonly token?: string;
  readonly chain?: string;
  readonly walletAddress?: string;
  readonly sendAmount?: string;
  readonly transactionHash?: string;
  readonly basescanLink?: string;
  readonly [field: string]: unknown;
}

/** The partner's `data` of `PAYMENT_CREATED`. The fields that hold an access token can be read by name only. */
export interface PaymentLink {
  readonly id?: string;
  readonly lifespan?: number;
  readonly order?: unknown;
  readonly urlParams?: unknown;
  readonly paymentLinkURL?: string;
  readonly status?: string;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  readonly [field: string]: unknown;
}

/** A message, as it was posted. */
export interface PostedMessage extends FrameMessage {
  readonly url?: unknown;
}

/** Reads what a trusted frame posted; `null` if it is no message of the partner's shape. */
export const readFrameMessage = shape<PostedMessage>(({type}) => typeof type === 'string');

/** The page to open: http(s) only. The partner's documentation shows it in `data.url` and in `url`. */
export function explorerUrl(message: PostedMessage): string | null {
  const url = (isRecord(message.data) && message.data['url']) || message.url;
  return typeof url === 'string' && /^https?:$/.test(parseUrl(url)?.protocol ?? '') ? url : null;
}

/**
 * Keeps the access token out of what serialises, logs or copies an event. A payment link holds it by the partner's design,
 * and whoever asks for such a field by name gets it; but it is not enumerable.
 */
export function withheld(data: unknown, token: string): unknown {
  if (!holds(data, token)) return data;
  if (!isRecord(data)) return undefined;
  const copy = {...data};
  for (const [field, value] of Object.entries(data))
    if (holds([field, value], token)) Object.defineProperty(copy, field, {value, enumerable: false});
  return copy;
}

function holds(value: unknown, token: string): boolean {
  const text = JSON.stringify(value) ?? '';
  return [token, encodeURIComponent(token)].some((form) => text.includes(JSON.stringify(form).slice(1, -1)));
}
