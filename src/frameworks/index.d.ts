// `HTMLElementTagNameMap`
import '../define.js';
import './react.js';
import './solid.js';
import './svelte.js';
import './vue.js';

export type {PhoenixPaymentAttributes, PhoenixPaymentListeners, PhoenixPaymentProperties} from './settings.js';
