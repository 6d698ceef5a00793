import {looseObject, optional, record, safeParse, string, unknown, type infer as Infer} from 'zod/mini';

type Order = Readonly<Record<string, unknown>>;
type PaymentLink = Readonly<Record<string, unknown>>;
// A status that is not documented yet is no reason to lose an event.
type Open<Known extends string> = Known | (string & Record<never, never>);

interface Envelope<Name extends string, Data> {
  readonly event: Name;
  /** `evt_…`; the same for each delivery of one event. */
  readonly id: string;
  /** ISO 8601. */
  readonly timestamp?: string;
  readonly data: Data & Readonly<Record<string, unknown>>;
}

export type PaymentLinkCreatedEvent = Envelope<'payment_link_created', {readonly paymentLink?: PaymentLink}>;

export type PaymentLinkStatusUpdatedEvent = Envelope<
  'payment_link_status_updated',
  {
    readonly paymentLinkId?: string;
    readonly paymentLinkStatus?: Open<'pending' | 'consumed'>;
    readonly paymentLink?: PaymentLink;
  }
>;

export type OrderCreatedEvent = Envelope<'order_created', {readonly order?: Order}>;

/** Documented under both names: handle both. */
export type OrderStatusUpdatedEvent = Envelope<
  'order_status_updated' | 'order_status_change',
  {
    readonly orderId?: string;
    readonly orderStatus?: Open<'pending' | 'fulfilled' | 'expired'>;
    readonly order?: Order;
  }
>;

/** Phoenix's documented events. New kinds come as they are: give your `switch` a `default`. */
export type WebhookEvent =
  PaymentLinkCreatedEvent | PaymentLinkStatusUpdatedEvent | OrderCreatedEvent | OrderStatusUpdatedEvent;

const Fields = record(string(), unknown());
const text = optional(string());

const Event = looseObject({
  event: string(),
  id: string(),
  timestamp: text,
  data: optional(
    looseObject({
      order: optional(Fields),
      orderId: text,
      orderStatus: text,
      paymentLink: optional(Fields),
      paymentLinkId: text,
      paymentLinkStatus: text,
    }),
  ),
});

/** Reads an event; `null` if it is none. Unknown kinds, statuses and fields are kept as they are. */
export function readWebhookEvent(body: unknown): WebhookEvent | null {
  const event: Infer<typeof Event> | undefined = safeParse(Event, body).data;
  return event?.id && event.event ? ({...event, data: event.data ?? {}} as WebhookEvent) : null;
}
