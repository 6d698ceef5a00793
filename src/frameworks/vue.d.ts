// For whom Vue is not installed none of this is meant, nor may it disturb: hence the directives.
// @ts-ignore
import type {HTMLAttributes, PublicProps} from 'vue';
import type {PhoenixPaymentEventMap} from '../events.js';
import type {PhoenixPayment} from '../phoenix-payment.js';
import type {Pascal, PhoenixPaymentProperties} from './settings.js';

/** `@phoenix-ready` in a template is `onPhoenixReady` in its types. */
type Listeners = {
  [Name in keyof PhoenixPaymentEventMap as `on${Pascal<Name>}`]?: (event: PhoenixPaymentEventMap[Name]) => void;
};

interface PhoenixPaymentTag extends PhoenixPaymentProperties, Listeners {}

type PhoenixPaymentComponent = new () => PhoenixPayment & {
  $props: PhoenixPaymentTag & Omit<HTMLAttributes & PublicProps, keyof PhoenixPaymentTag>;
};

// @ts-ignore
declare module 'vue' {
  interface GlobalComponents {
    'phoenix-payment': PhoenixPaymentComponent;
  }
}
