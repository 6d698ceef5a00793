import type {PhoenixPayment} from '../../src/element.js';
import type {PhoenixPaymentEventMap} from '../../src/events.js';

type Name = keyof PhoenixPaymentEventMap;

/** Every event that the contract names. */
export const EVENTS: readonly Name[] = [
  'phoenix-statechange',
  'phoenix-token',
  'phoenix-ready',
  'phoenix-stale',
  'phoenix-error',
  'phoenix-order-created',
  'phoenix-success',
  'phoenix-failed',
  'phoenix-payment-link',
  'phoenix-cancel',
  'phoenix-done',
  'phoenix-open-url',
  'phoenix-message',
];

export interface Recorder {
  readonly events: CustomEvent[];
  /** Their names, oldest first, of those that are asked for. */
  names(...of: Name[]): string[];
  /** The details of one kind. */
  details<N extends Name>(name: N): PhoenixPaymentEventMap[N]['detail'][];
}

/** Writes down the element's events. */
export function recorded(el: PhoenixPayment): Recorder {
  const events: CustomEvent[] = [];
  for (const name of EVENTS) el.addEventListener(name, (event) => events.push(event as CustomEvent));
  return {
    events,
    names: (...of) => events.map(({type}) => type).filter((type) => !of.length || of.includes(type as Name)),
    details: (name) => events.filter(({type}) => type === name).map(({detail}) => detail as never),
  };
}

/** The next event of one kind. */
export const next = <N extends Name>(el: PhoenixPayment, name: N): Promise<PhoenixPaymentEventMap[N]> =>
  new Promise((resolve) =>
    el.addEventListener(name, (event) => resolve(event as PhoenixPaymentEventMap[N]), {once: true}),
  );
