import {PhoenixPayment} from './phoenix-payment.js';

declare global {
  interface HTMLElementTagNameMap {
    'phoenix-payment': PhoenixPayment;
  }
}

/** Registers `<phoenix-payment>`, unless the name is taken or there is no registry (on a server). */
export function define(): void {
  if (globalThis.customElements && !customElements.get('phoenix-payment'))
    customElements.define('phoenix-payment', PhoenixPayment);
}
