import {button, make, withPart} from './dom.js';
import type {Actions} from './view.js';

/** A native modal dialog around the payment, as Phoenix's documented embedding looks. */
export class Dialog {
  readonly element: HTMLDialogElement;
  readonly #close: HTMLButtonElement;
  /** As declared: that it closes then is no news. */
  #open = false;
  #letGo: (() => void) | null = null;

  constructor(box: HTMLElement, actions: Pick<Actions, 'exit' | 'leave'>) {
    const ask = (event: Event): void => {
      event.preventDefault();
      actions.exit(false);
    };
    this.#close = button('close', '✕', () => actions.exit(false));
    this.element = withPart(
      'dialog',
      make(
        'dialog',
        {
          // Handlers with a body: one that returned false would take every key and click their effect.
          // Chromium lets a second Esc through `cancel`, whatever that says; not so through the key itself.
          onkeydown: (event) => {
            if (event.key === 'Escape') ask(event);
          },
          oncancel: ask,
          onclose: () => {
            if (this.#open) actions.leave();
          },
          onclick: ({target, currentTarget}) => {
            if (target === currentTarget) actions.exit(true);
          },
        },
        this.#close,
        box,
      ),
    );
  }

  name(label: string, close: string): void {
    this.element.setAttribute('aria-label', label);
    this.#close.setAttribute('aria-label', close);
  }

  /** Declares whether it is open; the same again is free. */
  show(open: boolean): void {
    const {element} = this;
    this.#open = open;
    if (!open) {
      element.close();
      this.#letGo?.();
      this.#letGo = null;
    } else if (element.isConnected && !element.open) {
      element.showModal();
      this.#letGo ??= holdStill();
    }
  }
}

/** How many dialogs hold the page still, and what it looked like before the first. */
let holding = 0;
let before = {overflow: '', scrollbarGutter: ''};

/** Keeps the page behind from scrolling, and from shifting by the width of a scrollbar, until the last one lets go. */
function holdStill(): () => void {
  const {style, clientWidth} = document.documentElement;
  if (!holding++) {
    before = {overflow: style.overflow, scrollbarGutter: style.scrollbarGutter};
    if (innerWidth > clientWidth) style.scrollbarGutter = 'stable';
    style.overflow = 'hidden';
  }
  return () => {
    if (!--holding) Object.assign(style, before);
  };
}
