import type {PhoenixPaymentError, PhoenixPaymentEventMap} from '../../src/index.js';
import {clock, short} from './words.js';

/** A sentence of the story, and what it is about. */
export interface Line {
  readonly about: 'state' | 'token' | 'frame' | 'payment' | 'error' | 'you';
  readonly text: string;
}

type Detail<Name extends keyof PhoenixPaymentEventMap> = PhoenixPaymentEventMap[Name]['detail'];

const line = (about: Line['about'], text: string): Line => ({about, text});

const STATES: Readonly<Record<string, string>> = {
  idle: 'Nothing to show: not set up, out of sight, or a closed dialog.',
  authorizing: 'Your backend is asked for a token.',
  loading: 'The payment page loads, in a fresh frame.',
  ready: 'The payment page is there.',
  closed: 'The payment is closed.',
};

/** An error speaks for itself. */
export const toldState = ({state}: Detail<'phoenix-statechange'>): Line | null =>
  STATES[state] === undefined ? null : line('state', STATES[state]);

const REASONS: Readonly<Record<string, string>> = {
  initial: 'A token came',
  scheduled: 'A new token came before the old one ran out',
  retry: 'Another try worked: a new token came',
  wake: 'Back again, and it was time: a new token came',
  manual: 'You asked for a token, and a new one came',
};

export function toldToken({reason, changed, expiresAt}: Detail<'phoenix-token'>): Line {
  if (changed) return line('token', `${REASONS[reason]}, good until ${clock(expiresAt)}.`);
  return line(
    'token',
    'The backend handed out the same token again. That is no failure: it is asked again after half of what is left.',
  );
}

/** What a new token meant for the frame: a load costs a buyer what was typed, so only an unused frame is replaced. */
export const FATES = {
  replaced: line('frame', 'Nobody had used the frame, so it was replaced unseen.'),
  freed: line('frame', 'Nobody is in the expired frame any more, so it was replaced.'),
  kept: line('frame', 'The frame is in use, so it stays as it is, with the token it has.'),
  over: line('frame', 'The payment is over, so its frame stays as it is.'),
  given: line('frame', 'The new frame was dropped: the old one is in use by now, or the new one did not load.'),
} as const;

export const toldStale = (): Line =>
  line('frame', 'The frame’s own token has expired, but somebody is at work in it: it stays until they are done.');

const REMAINS: readonly (readonly [RegExp, string])[] = [
  [/invalid/, 'nothing is asked for'],
  [/^token/, 'no usable token is left'],
  [/^frame/, 'the payment page cannot be shown'],
];

export function toldError(error: PhoenixPaymentError, now: number): Line {
  const {code, status, fatal, retryAt} = error;
  const what = `${code}${status ? ` (${status})` : ''}`;
  if (fatal)
    return line('error', `${what}: ${REMAINS.find(([about]) => about.test(code))?.[1]}, and the buyer is told so.`);
  const wait = retryAt && Math.round((retryAt.getTime() - now) / 1000);
  const next = wait === undefined ? '' : wait > 0 ? ` Next try in ${wait} s.` : ' Next try at once.';
  return line('error', `${what}, but the token in hand still lives, so the buyer sees nothing.${next}`);
}

/** The buyer's doings, as the partner's page tells them. A link's address holds the token, and is not shown. */
export const PAYMENT_EVENTS: {
  readonly [Name in keyof PhoenixPaymentEventMap]?: (detail: Detail<Name>) => Line;
} = {
  'phoenix-order-created': ({order_id, send_amount}) =>
    line(
      'payment',
      `Order ${short(order_id)} over $${String(send_amount)}. While it is open, nothing replaces its frame.`,
    ),
  'phoenix-success': ({amount, token, transactionHash}) =>
    line('payment', `Paid: ${String(amount)} ${String(token)} sent, transaction ${short(transactionHash)}.`),
  'phoenix-failed': ({type}) => line('payment', `The payment came to nothing: ${type}.`),
  'phoenix-payment-link': ({id}) => line('payment', `The buyer made a payment link, ${short(id)}.`),
  'phoenix-cancel': () => line('payment', 'The buyer cancelled.'),
  'phoenix-done': () => line('payment', 'The buyer is done.'),
  'phoenix-open-url': () => line('payment', 'The buyer opened the transaction in a new tab.'),
};
