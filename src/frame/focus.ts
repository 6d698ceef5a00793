import {alarm, now, silence, type Alarm} from '../clock.js';
import {hub} from '../hub.js';

/** Whether focus is in this frame, wherever its element stands. */
export const focusIn = (frame: Element): boolean => (frame.getRootNode() as ShadowRoot).activeElement === frame;

/** Tells those who want to know, while there are any. */
let tell: ((event?: Event) => void) | undefined;
let seen: Element | null;
let next: Alarm | undefined;

/**
 * Looks upon an event, and once more a turn later, for only then Firefox says who is active. Between frames, or from outside
 * into one, focus moves without an event: once a second for as long as it may.
 */
function look(event?: Event): void {
  const active = focused();
  if (event || active !== seen) tell?.(event);
  if (!event) seen = active;
  silence(next);
  if (tell && (event || active?.localName === 'iframe' || !document.hasFocus()))
    next = alarm(now() + (event ? 0 : 1000), look);
}

/** Begins or ends to tell whenever focus may have gone into a frame or come out: upon an event, and a turn later without one. */
export const watchFocus = hub((on, all) => {
  for (const type of ['blur', 'focus', 'focusin']) globalThis[on](type, look);
  tell = on === 'addEventListener' ? all : undefined;
  look();
});

/** Gives the focus back where a page that nobody has seen yet takes it for itself. */
export function guardFocus(frame: HTMLElement): () => void {
  let owner = focused();
  const guard = {
    happened(event?: Event): void {
      // Within the event, Firefox says that the body is active, and Chromium would go on sending keys to the frame.
      if (event) return;
      if (!focusIn(frame)) owner = focused();
      else if (owner instanceof HTMLElement && owner.isConnected && owner !== document.body)
        owner.focus({preventScroll: true});
      else if (frame.inert) frame.blur();
    },
  };
  watchFocus('add', guard);
  return () => watchFocus('delete', guard);
}

function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}
