// For whom React is not installed, or comes without types, none of this is meant, nor may it disturb: hence the directives.
// @ts-ignore
import type {DetailedHTMLProps, HTMLAttributes} from 'react';
import type {PhoenixPayment} from '../phoenix-payment.js';
import type {PhoenixPaymentAttributes, PhoenixPaymentListeners, PhoenixPaymentProperties} from './settings.js';

/** React 19 sets properties where the element has them, attributes elsewhere, and listens to `onphoenix-ready`. */
interface PhoenixPaymentTag extends PhoenixPaymentProperties, PhoenixPaymentAttributes, PhoenixPaymentListeners<'on'> {
  /** A custom element’s class goes by its name in HTML. */
  class?: string | undefined;
}

// @ts-ignore
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'phoenix-payment': PhoenixPaymentTag &
        Omit<DetailedHTMLProps<HTMLAttributes<PhoenixPayment>, PhoenixPayment>, keyof PhoenixPaymentTag>;
    }
  }
}
