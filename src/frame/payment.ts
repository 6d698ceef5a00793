import {now, passed} from '../clock.js';

/** What the payment in a frame has come to. */
export type PaymentOutcome = 'none' | 'ordered' | 'succeeded' | 'failed' | 'cancelled';

/** How long an order lives, in ms. Source: Phoenix's documentation (`lifespan: 1500000`). */
export const ORDER_LIFE = 1_500_000;

/** The outcome after a message of the partner's. Nothing takes a success back but a new order. */
export function outcomeAfter(outcome: PaymentOutcome, type: string): PaymentOutcome {
  if (type === 'ORDER_CREATED') return 'ordered';
  if (type === 'TRANSACTION_SUCCESS') return 'succeeded';
  if (outcome === 'succeeded') return outcome;
  if (type === 'PAYMENT_FAILED') return 'failed';
  if (type === 'PAYMENT_CANCELLED' || type === 'CANCEL') return 'cancelled';
  return outcome;
}

/** The payment in one frame, as its messages tell it. */
export class Payment {
  outcome: PaymentOutcome = 'none';
  /** When the newest order ends, in page time. */
  ends = 0;

  heard(type: string): void {
    this.outcome = outcomeAfter(this.outcome, type);
    if (type === 'ORDER_CREATED') this.ends = now() + ORDER_LIFE;
  }

  /** An order is open. */
  get open(): boolean {
    return this.outcome === 'ordered' && !passed(this.ends, true);
  }

  /** It has come to an end, good or bad. */
  get over(): boolean {
    return this.outcome !== 'none' && this.outcome !== 'ordered';
  }
}
