import {pageStarts} from './page-start.js';
import {PhoenixPayment} from './phoenix-payment.js';

declare global {
  interface HTMLElementTagNameMap {
    'phoenix-payment': PhoenixPayment;
  }
}

/** Registers `<phoenix-payment>`, unless the name is taken or there is no registry (on a server). */
export function define(): void {
  if (!globalThis.customElements || customElements.get('phoenix-payment')) return;
  customElements.define('phoenix-payment', PhoenixPayment);
  pageStarts();
}
