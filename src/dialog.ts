import {button, make, withPart} from './dom.js';

/** A native modal dialog around the payment, as Phoenix's documented embedding looks. */
export class Dialog {
  readonly element: HTMLDialogElement;
  readonly #close: HTMLButtonElement;
  #letGo: (() => void) | null = null;

  /** `exit`: the payer wants out, by the button, Esc, or (`outside`) a click beside it. `closed`: it has closed. */
  constructor(box: HTMLElement, exit: (outside: boolean) => void, closed: () => void) {
    const ask = (event: Event): void => {
      event.preventDefault();
      exit(false);
    };
    this.#close = button('close', '✕', () => exit(false));
    this.element = withPart(
      'dialog',
      make(
        'dialog',
        {
          // Chromium lets a second Esc through `cancel`, whatever that says; not so through the key itself.
          onkeydown: (event) => event.key === 'Escape' && ask(event),
          oncancel: ask,
          onclose: closed,
          onclick: ({target, currentTarget}) => target === currentTarget && exit(true),
        },
        this.#close,
        box,
      ),
    );
  }

  /** Declares how it is; the same again is free. */
  update(open: boolean, label: string, close: string): void {
    const {element} = this;
    element.setAttribute('aria-label', label);
    this.#close.setAttribute('aria-label', close);
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

/** Keeps the page behind from scrolling, and from shifting by the width of a scrollbar. */
function holdStill(): () => void {
  const {style, clientWidth} = document.documentElement;
  const {overflow, scrollbarGutter} = style;
  if (innerWidth > clientWidth) style.scrollbarGutter = 'stable';
  style.overflow = 'hidden';
  return () => void Object.assign(style, {overflow, scrollbarGutter});
}
