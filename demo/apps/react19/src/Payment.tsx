import 'phoenix-payment';
import {PhoenixPayment} from 'phoenix-payment/react';
import {fetchToken, HEADERS, PARTNER, WALLET, type Which} from './shop.js';

interface Props {
  which: Which;
  amount: number;
  note: (line: string) => void;
}

/** Through the component. */
function Component({which, amount, note}: Props) {
  return (
    <PhoenixPayment
      id={which}
      walletAddress={WALLET}
      amount={amount}
      partnerUrl={PARTNER}
      params={{order: which}}
      {...(which === 'a'
        ? {tokenEndpoint: '/api/token', headers: {...HEADERS}}
        : {fetchToken: (request) => fetchToken(request)})}
      onToken={({detail}) => note(`${which}:token:${detail.expiresAt.toISOString()}`)}
      onReady={() => note(`${which}:ready`)}
    />
  );
}

/** The tag itself. */
function Bare({which, amount, note}: Props) {
  return (
    <phoenix-payment
      id={which}
      wallet-address={WALLET}
      amount={amount}
      partner-url={PARTNER}
      params={{order: which}}
      {...(which === 'a' ? {'token-endpoint': '/api/token', headers: {...HEADERS}} : {fetchToken})}
      onphoenix-token={({detail}) => note(`${which}:token:${detail.expiresAt.toISOString()}`)}
      onphoenix-ready={() => note(`${which}:ready`)}
    />
  );
}

export const Payment = new URLSearchParams(location.search).has('bare') ? Bare : Component;
