'use client';

import {PhoenixPayment} from 'phoenix-payment/react';
import {useState} from 'react';

export function Checkout({partner}: {partner: string}) {
  const [log, setLog] = useState<string[]>([]);
  const note = (line: string) => setLog((lines) => [...lines, line]);
  return (
    <main>
      <h1>Checkout</h1>
      <output id="log">{log.join(' ')}</output>
      <PhoenixPayment
        id="a"
        className="payment"
        tokenEndpoint="/api/token"
        walletAddress="0x52908400098527886E0F7030069857D2E4169EE7"
        amount={100}
        partnerUrl={partner}
        params={{order: 'a'}}
        headers={{'x-shop': 'next'}}
        onToken={({detail}) => note(`a:token:${detail.expiresAt.toISOString()}`)}
        onReady={() => note('a:ready')}
      >
        <a href="https://app-partner.phoenix.market/">Pay at Phoenix</a>
      </PhoenixPayment>
    </main>
  );
}
