/** What the payment in a frame has come to. */
export type Payment = 'none' | 'ordered' | 'succeeded' | 'failed' | 'cancelled';

/** How long an order lives, in ms. Source: Phoenix's documentation (`lifespan: 1500000`). */
export const ORDER_LIFE = 1_500_000;

/** The payment after a message of the partner's. Nothing takes a success back but a new order. */
export function paymentAfter(payment: Payment, type: string): Payment {
  if (type === 'ORDER_CREATED') return 'ordered';
  if (type === 'TRANSACTION_SUCCESS') return 'succeeded';
  if (payment === 'succeeded') return payment;
  if (type === 'PAYMENT_FAILED') return 'failed';
  if (type === 'PAYMENT_CANCELLED' || type === 'CANCEL') return 'cancelled';
  return payment;
}
