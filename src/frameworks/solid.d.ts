// For whom Solid is not installed none of this is meant, nor may it disturb: hence the directives.
// @ts-ignore
import type {JSX as Solid} from 'solid-js';
import type {PhoenixPayment} from '../phoenix-payment.js';
import type {Kebab, PhoenixPaymentListeners, PhoenixPaymentProperties} from './settings.js';

/** Solid sets `fetchToken` for `fetch-token`, and `fetchtoken`, which is nothing, for `fetchToken`. */
type Settings = {[Name in keyof PhoenixPaymentProperties as Kebab<Name>]: PhoenixPaymentProperties[Name]};

type Forced = {[Name in keyof PhoenixPaymentProperties as `prop:${Name}`]: PhoenixPaymentProperties[Name]};

interface PhoenixPaymentTag extends Settings, Forced, PhoenixPaymentListeners<'on:'> {}

// @ts-ignore
declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'phoenix-payment': PhoenixPaymentTag & Omit<Solid.HTMLAttributes<PhoenixPayment>, keyof PhoenixPaymentTag>;
    }
  }
}
