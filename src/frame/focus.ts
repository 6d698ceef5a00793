import {alarm, now} from '../clock.js';

/** Whether focus is in this frame, wherever its element stands. */
export const focusIn = (frame: Element): boolean => (frame.getRootNode() as ShadowRoot).activeElement === frame;

type Watcher = (event?: Event) => void;

/** One look serves all who want to know, however many there are. */
const watchers = new Set<Watcher>();
let seen: Element | null;
let stopAlarm: (() => void) | undefined;

/**
 * Looks upon an event, and once more a turn later, for only then Firefox says who is active. Between frames, or from outside
 * into one, focus moves without an event: once a second for as long as it may.
 */
function look(event?: Event): void {
  const active = focused();
  if (event || active !== seen) watchers.forEach((moved) => moved(event));
  if (!event) seen = active;
  stopAlarm?.();
  if (watchers.size && (event || active?.localName === 'iframe' || !document.hasFocus()))
    stopAlarm = alarm(now() + (event ? 0 : 1000), look);
}

function listen(on: 'addEventListener' | 'removeEventListener'): void {
  for (const type of ['blur', 'focus', 'focusin']) globalThis[on](type, look);
}

/** Calls `moved` whenever focus may have gone into a frame or come out. */
export function onFocusMove(moved: Watcher, signal: AbortSignal): void {
  listen('addEventListener');
  watchers.add(moved);
  signal.onabort = () => {
    watchers.delete(moved);
    if (watchers.size) return;
    stopAlarm?.();
    listen('removeEventListener');
  };
  if (watchers.size < 2) look();
}

/** Gives the focus back where a page that nobody has seen yet takes it for itself. */
export function guardFocus(frame: HTMLElement, signal: AbortSignal): void {
  let owner = focused();
  onFocusMove((event) => {
    // Within the event, Firefox says that the body is active, and Chromium would go on sending keys to the frame.
    if (event) return;
    if (!focusIn(frame)) owner = focused();
    else if (owner instanceof HTMLElement && owner.isConnected && owner !== document.body)
      owner.focus({preventScroll: true});
    else if (frame.inert) frame.blur();
  }, signal);
}

function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}
