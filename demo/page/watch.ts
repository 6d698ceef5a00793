import type {PhoenixPayment, PhoenixPaymentEventMap} from '../../src/index.js';
import {FATES, PAYMENT_EVENTS, toldError, toldStale, toldState, toldToken, type Line} from './story.js';

/** Tells the story of an element: its events in words, and what becomes of its frames, which no event tells. */
export function watch(element: PhoenixPayment, tell: (line: Line | null) => void): void {
  const frames = (): HTMLIFrameElement[] => [...(element.shadowRoot?.querySelectorAll('iframe') ?? [])];
  let [shown] = frames();
  let waiting: HTMLIFrameElement | undefined;
  let expired = false;

  const look = (): void => {
    const all = frames();
    const before = shown;
    shown = all.find((frame) => !frame.inert);
    if (waiting && shown === waiting && before !== shown) tell(expired ? FATES.freed : FATES.replaced);
    else if (waiting && !all.includes(waiting) && shown === before && shown) tell(FATES.given);
    if (shown !== before) expired = false;
    waiting = all.find((frame) => frame.inert);
  };
  if (element.shadowRoot)
    new MutationObserver(look).observe(element.shadowRoot, {
      childList: true,
      subtree: true,
      attributeFilter: ['inert'],
    });

  element.addEventListener('phoenix-statechange', ({detail}) => tell(toldState(detail)));
  element.addEventListener('phoenix-token', ({detail}) => {
    tell(toldToken(detail));
    const frame = shown;
    if (!detail.changed || !frame) return;
    // Whether it stays shows in the update that follows.
    setTimeout(() => {
      if (frames().length === 1 && frames()[0] === frame && element.state === 'ready')
        tell(element.payment === 'none' || element.payment === 'ordered' ? FATES.kept : FATES.over);
    }, 50);
  });
  element.addEventListener('phoenix-stale', () => {
    expired = true;
    tell(toldStale());
  });
  element.addEventListener('phoenix-error', ({detail}) => tell(toldError(detail.error, Date.now())));
  for (const [name, words] of Object.entries(PAYMENT_EVENTS) as [
    keyof PhoenixPaymentEventMap,
    (detail: unknown) => Line,
  ][])
    element.addEventListener(name, (event) => tell(words((event as CustomEvent<unknown>).detail)));
}
