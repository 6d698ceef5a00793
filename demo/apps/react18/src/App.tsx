import {useState} from 'react';
import {Payment} from './Payment.js';
import type {Which} from './shop.js';

export function App() {
  const [amount, setAmount] = useState(100);
  const [shown, setShown] = useState(true);
  const [order, setOrder] = useState<Which[]>(['a', 'b']);
  const [ticks, setTicks] = useState(0);
  const [log, setLog] = useState<string[]>([]);
  const note = (line: string) => setLog((lines) => [...lines, line]);
  return (
    <>
      <button id="more" onClick={() => setAmount(amount + 50)}>
        More
      </button>
      <button id="toggle" onClick={() => setShown(!shown)}>
        Toggle
      </button>
      <button id="reverse" onClick={() => setOrder(order.toReversed())}>
        Reverse
      </button>
      <button id="tick" onClick={() => setTicks(ticks + 1)}>
        Tick <span id="ticks">{ticks}</span>
      </button>
      <output id="log">{log.join(' ')}</output>
      {shown && order.map((which) => <Payment key={which} which={which} amount={amount} note={note} />)}
    </>
  );
}
