// For whom Svelte is not installed none of this is meant, nor may it disturb: hence the directives.
// @ts-ignore
import type {HTMLAttributes} from 'svelte/elements';
import type {PhoenixPayment} from '../phoenix-payment.js';
import type {PhoenixPaymentAttributes, PhoenixPaymentListeners, PhoenixPaymentProperties} from './settings.js';

interface PhoenixPaymentTag
  extends PhoenixPaymentProperties, PhoenixPaymentAttributes, PhoenixPaymentListeners<'on' | 'on:'> {}

// @ts-ignore
declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'phoenix-payment': PhoenixPaymentTag & Omit<HTMLAttributes<PhoenixPayment>, keyof PhoenixPaymentTag>;
  }
}
