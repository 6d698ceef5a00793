import 'phoenix-payment';
import {createSignal, For, Show} from 'solid-js';
import {fetchToken, HEADERS, PARTNER, WALLET, type Which} from './shop.js';

export function App() {
  const [amount, setAmount] = createSignal(100);
  const [shown, setShown] = createSignal(true);
  const [order, setOrder] = createSignal<Which[]>(['a', 'b']);
  const [ticks, setTicks] = createSignal(0);
  const [log, setLog] = createSignal<string[]>([]);
  const note = (line: string) => setLog((lines) => [...lines, line]);
  return (
    <>
      <button id="more" onClick={() => setAmount(amount() + 50)}>
        More
      </button>
      <button id="toggle" onClick={() => setShown(!shown())}>
        Toggle
      </button>
      <button id="reverse" onClick={() => setOrder(order().toReversed())}>
        Reverse
      </button>
      <button id="tick" onClick={() => setTicks(ticks() + 1)}>
        Tick <span id="ticks">{ticks()}</span>
      </button>
      <output id="log">{log().join(' ')}</output>
      <Show when={shown()}>
        <For each={order()}>
          {(which) => (
            <phoenix-payment
              id={which}
              token-endpoint={which === 'a' ? '/api/token' : undefined}
              wallet-address={WALLET}
              amount={amount()}
              partner-url={PARTNER}
              params={{order: which, ...(ticks() < 0 && {never: 'sent'})}}
              headers={which === 'a' ? {...HEADERS} : undefined}
              fetch-token={which === 'b' ? fetchToken : undefined}
              on:phoenix-token={({detail}) => note(`${which}:token:${detail.expiresAt.toISOString()}`)}
              on:phoenix-ready={() => note(`${which}:ready`)}
            />
          )}
        </For>
      </Show>
    </>
  );
}
