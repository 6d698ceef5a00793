import {alarm, now, silence, type Alarm} from '../clock.js';

/** Whether focus is in this frame, wherever its element stands. */
export const focusIn = (frame: Element): boolean => (frame.getRootNode() as ShadowRoot).activeElement === frame;

/** Told upon an event, and once more a turn later, without one. */
interface Watcher {
  handleEvent(event?: Event): void;
}

/** One look serves all who want to know, however many there are. */
const watchers = new Set<Watcher>();
let seen: Element | null;
let next: Alarm | undefined;

/**
 * Looks upon an event, and once more a turn later, for only then Firefox says who is active. Between frames, or from outside
 * into one, focus moves without an event: once a second for as long as it may.
 */
function look(event?: Event): void {
  const active = focused();
  if (event || active !== seen) watchers.forEach((watcher) => watcher.handleEvent(event));
  if (!event) seen = active;
  silence(next);
  if (watchers.size && (event || active?.localName === 'iframe' || !document.hasFocus()))
    next = alarm(now() + (event ? 0 : 1000), look);
}

/** Begins or ends to tell `watcher` whenever focus may have gone into a frame or come out. */
export function watchFocus(on: 'addEventListener' | 'removeEventListener', watcher: Watcher): void {
  const first = !watchers.size;
  watchers[on === 'addEventListener' ? 'add' : 'delete'](watcher);
  if (first === !watchers.size) return;
  for (const type of ['blur', 'focus', 'focusin']) globalThis[on](type, look);
  look();
}

/** Gives the focus back where a page that nobody has seen yet takes it for itself. */
export function guardFocus(frame: HTMLElement): () => void {
  let owner = focused();
  const guard = {
    handleEvent(event?: Event): void {
      // Within the event, Firefox says that the body is active, and Chromium would go on sending keys to the frame.
      if (event) return;
      if (!focusIn(frame)) owner = focused();
      else if (owner instanceof HTMLElement && owner.isConnected && owner !== document.body)
        owner.focus({preventScroll: true});
      else if (frame.inert) frame.blur();
    },
  };
  watchFocus('addEventListener', guard);
  return () => watchFocus('removeEventListener', guard);
}

function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}
