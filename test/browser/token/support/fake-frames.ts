import type {FakeClock} from './fake-clock.js';

const LATENCY = 300;

/** A page of the partner's in a frame, without a page and without a frame. */
export interface FakeFrame extends HTMLElement {
  readonly contentWindow: {readonly location: {replace(url: string): void}};
  url: URL | null;
  loaded: boolean;
  /** The payer has been in it; a message has opened an order, at this true time; the payment is over. */
  used: boolean;
  ordered: number;
  over: boolean;
}

/**
 * Frames that behave as the partner's would, and load after a moment of the fake clock. Also the only way to post messages
 * that a page would trust.
 */
export class FakeFrames {
  hang = false;
  /** Called before one is taken out of the document. */
  removing: (frame: FakeFrame) => void = () => {};
  readonly #clock: FakeClock;
  readonly #create = document.createElement;
  readonly #real = {addEventListener, removeEventListener};
  readonly #heard = new Set<(event: Event) => void>();

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  install(): this {
    document.createElement = ((tag: string, options?: ElementCreationOptions) =>
      tag === 'iframe' ? this.#frame() : this.#create.call(document, tag, options)) as typeof document.createElement;
    for (const [name, real] of Object.entries(this.#real))
      Object.assign(globalThis, {
        [name]: (type: string, listener: (event: Event) => void): void => {
          if (type !== 'message') real.call(globalThis, type, listener);
          else this.#heard[name === 'addEventListener' ? 'add' : 'delete'](listener);
        },
      });
    return this;
  }

  uninstall(): void {
    document.createElement = this.#create;
    Object.assign(globalThis, this.#real);
  }

  /** Who listens for messages. */
  get listeners(): number {
    return this.#heard.size;
  }

  post(frame: FakeFrame, type: string): void {
    if (type === 'ORDER_CREATED') [frame.ordered, frame.over] = [this.#clock.truth, false];
    else if (/SUCCESS|FAILED/.test(type)) frame.over = true;
    const event = {
      type: 'message',
      isTrusted: true,
      source: frame.contentWindow,
      origin: 'https://partner.test',
      data: {type},
    };
    for (const listener of [...this.#heard]) listener(event as unknown as Event);
  }

  /** The payer goes into the frame, or out of it. */
  focus(frame: FakeFrame): void {
    frame.focus();
    frame.used = true;
    dispatchEvent(new Event('blur'));
  }

  blur(frame: FakeFrame): void {
    frame.blur();
    dispatchEvent(new Event('focus'));
  }

  #frame(): FakeFrame {
    let timer: ReturnType<typeof setTimeout>;
    const replace = (url: string): void => {
      frame.url = new URL(url);
      timer = setTimeout(() => {
        if (this.hang) return;
        frame.dispatchEvent(new Event('load'));
        // A load that fails (offline) takes it away at once.
        frame.loaded = frame.isConnected;
      }, LATENCY);
    };
    const node = this.#create.call(document, 'span');
    const frame = Object.assign(node, {
      contentWindow: {location: {replace}},
      url: null,
      loaded: false,
      used: false,
      ordered: -Infinity,
      over: false,
      tabIndex: -1,
      remove: () => {
        if (!node.isConnected && !node.parentNode) return;
        clearTimeout(timer);
        this.removing(frame);
        Element.prototype.remove.call(node);
      },
    }) as unknown as FakeFrame;
    return frame;
  }
}
