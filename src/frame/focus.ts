import {alarm, now} from '../clock.js';

/** Whether focus is in this frame, wherever its element stands. */
export const focusIn = (frame: Element): boolean => (frame.getRootNode() as ShadowRoot).activeElement === frame;

/** Calls `moved` whenever focus may have gone into a frame or come out. Nothing tells of moves between frames. */
export function onFocusMove(moved: () => void, signal: AbortSignal): void {
  const look = (): void => {
    moved();
    // Firefox says who is active only a turn later.
    if (!signal.aborted) alarm(now(), () => signal.aborted || moved());
  };
  addEventListener('blur', look, {signal});
  addEventListener('focus', look, {signal});
  document.addEventListener('focusin', moved, {signal});
}

/** Gives the focus back where a page that loads unseen takes it for itself. */
export function guardFocus(frame: HTMLElement, signal: AbortSignal): void {
  let owner = active();
  onFocusMove(() => {
    if (!focusIn(frame)) owner = active();
    else if (owner instanceof HTMLElement && owner.isConnected && owner !== document.body)
      owner.focus({preventScroll: true});
    else frame.blur();
  }, signal);
}

function active(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}
