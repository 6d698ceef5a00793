import type {PhoenixPayment as Element} from 'phoenix-payment';
import {PhoenixPayment} from 'phoenix-payment/react';
import {useEffect, useLayoutEffect, useRef} from 'react';
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

/** The tag itself: React 18 sets attributes only, so that the rest goes through a ref. */
function Bare({which, amount, note}: Props) {
  const ref = useRef<Element>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    element.params = {order: which};
    if (which === 'a') element.headers = {...HEADERS};
    else element.fetchToken = fetchToken;
  });
  useEffect(() => {
    const life = new AbortController();
    ref.current?.addEventListener(
      'phoenix-token',
      ({detail}) => note(`${which}:token:${detail.expiresAt.toISOString()}`),
      life,
    );
    ref.current?.addEventListener('phoenix-ready', () => note(`${which}:ready`), life);
    return () => life.abort();
  }, [which]);
  return (
    <phoenix-payment
      ref={ref}
      id={which}
      wallet-address={WALLET}
      amount={amount}
      partner-url={PARTNER}
      {...(which === 'a' && {'token-endpoint': '/api/token'})}
    />
  );
}

export const Payment = new URLSearchParams(location.search).has('bare') ? Bare : Component;
