import 'phoenix-payment';
import {html} from 'lit';

export const checkout = (partner: string) => html`
  <h1>Checkout</h1>
  <phoenix-payment
    id="a"
    token-endpoint="/api/token"
    wallet-address="0x52908400098527886E0F7030069857D2E4169EE7"
    partner-url=${partner}
    .amount=${100}
    .params=${{order: 'a'}}
    .headers=${{'x-shop': 'lit'}}
  ></phoenix-payment>
`;
