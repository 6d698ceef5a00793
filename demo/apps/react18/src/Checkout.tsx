import {PhoenixPayment} from 'phoenix-payment/react';

/** What a server renders, and the browser takes over. */
export function Checkout({partner}: {partner: string}) {
  return (
    <main>
      <h1>Checkout</h1>
      <PhoenixPayment
        id="a"
        className="payment"
        tokenEndpoint="/api/token"
        walletAddress="0x52908400098527886E0F7030069857D2E4169EE7"
        amount={100}
        partnerUrl={partner}
        params={{order: 'a'}}
        headers={{'x-shop': 'react18'}}
      >
        <a href="https://app-partner.phoenix.market/">Pay at Phoenix</a>
      </PhoenixPayment>
    </main>
  );
}
