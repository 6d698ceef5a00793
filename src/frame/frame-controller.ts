import {alarm, now, passed} from '../clock.js';
import {PhoenixPaymentError, type PhoenixPaymentErrorCode} from '../errors.js';
import {onWake} from '../wake.js';
import {readFrameMessage, type PostedMessage} from '../wire/frame-message.js';
import {onFocusMove} from './focus.js';
import {frameUrl, type Page} from './frame-url.js';
import {ORDER_LIFE, paymentAfter, type Payment} from './payment.js';
import {PaymentFrame, type FrameLease, type FrameSettings} from './payment-frame.js';

/** What an element's frame has come to. */
export type FrameState =
  | {readonly is: 'absent'}
  | {readonly is: 'loading'}
  | {readonly is: 'ready'}
  | {readonly is: 'failed'; readonly error: PhoenixPaymentError};

/** What the element does with the news. */
export interface FrameHost {
  frameStale(expiresAt: Date): void;
  frameMessage(message: PostedMessage, token: string): void;
  requestUpdate(): void;
}

/**
 * The payer's page in its frame. A new token reaches a page only by loading it again, and a load costs what was typed. So a
 * frame that nobody has used is replaced behind its back: the next one loads unseen and takes its place when it has loaded.
 * A frame in use is left alone while its token lives; after that until focus is outside and no order is open; and for good
 * once its payment is over. Whatever fails on the way, the frame that is there stays.
 */
export class FrameController {
  state: FrameState = {is: 'absent'};
  payment: Payment = 'none';
  readonly #host: FrameHost;
  #room: HTMLElement | null = null;
  #current: PaymentFrame | null = null;
  #next: PaymentFrame | null = null;
  /** The token whose background load failed: the next one is the next try. */
  #spurned = '';
  #key = '';
  #theme: string | undefined;
  #page!: Page;
  #settings!: FrameSettings;
  #lease: FrameLease | null = null;
  #orderEnds = -Infinity;
  #stopAlarm = (): void => {};
  #life: AbortController | null = null;

  constructor(host: FrameHost) {
    this.#host = host;
  }

  /** The frame's own token has expired. */
  get stale(): boolean {
    return !!this.#current && passed(this.#current.lease.expires, true);
  }

  /** A payment is under way in it. */
  get underWay(): boolean {
    return !!this.#current && (this.ordering || (this.#current.inUse && !this.#over));
  }

  /** It is of use to the payer as it is, whatever becomes of the token. */
  get usable(): boolean {
    return !!this.#current && (this.#kept || !this.stale);
  }

  /** An order is open. */
  get ordering(): boolean {
    return this.payment === 'ordered' && !passed(this.#orderEnds);
  }

  get #over(): boolean {
    return this.payment !== 'none' && this.payment !== 'ordered';
  }

  get #kept(): boolean {
    return this.underWay || this.#over;
  }

  /** Declares what is to be shown; the same again is free. A changed page starts over, a new token does not. */
  show(page: Page, lease: FrameLease | null, settings: FrameSettings): void {
    const {key, theme, auto} = page;
    // A page that dresses for the night must not undress a payer: a theme waits until the frame is free.
    const dressed = auto ? 'auto' : theme;
    if (key !== this.#key || (dressed !== this.#theme && !this.#kept)) {
      this.clear();
      this.payment = 'none';
      this.#key = key;
      this.#theme = dressed;
    }
    this.#page = page;
    this.#lease = lease;
    this.#settings = settings;
    if (this.#current) this.#current.element.title = settings.title;
    if (this.state.is === 'absent' && lease && !passed(lease.expires)) this.#enter({is: 'loading'});
  }

  /** Does in the document what was declared. */
  commit(room: HTMLElement): void {
    this.#room = room;
    if (this.state.is === 'loading' && !this.#current) {
      this.payment = 'none';
      this.#life ??= this.#listen();
      this.#current = this.#load(false, (failure) => {
        if (failure) this.#refuse(new PhoenixPaymentError(failure));
        else {
          this.#enter({is: 'ready'});
          this.#settle();
        }
      });
    }
    this.#settle();
  }

  /** Takes the frame away, with all that is under way. */
  clear(): void {
    this.#stopAlarm();
    this.#life?.abort();
    this.#life = null;
    this.#drop();
    this.#enter({is: 'absent'});
  }

  /** After a move that may have reloaded the frame as a blank page. */
  moved(): void {
    if (this.#current?.lost) this.clear();
  }

  /** The URL of a load outside of the frame. */
  get url(): string | null {
    return this.#lease && frameUrl(this.#page, this.#lease.token);
  }

  #listen(): AbortController {
    const life = new AbortController();
    const {signal} = life;
    addEventListener('message', (event) => this.#heard(event), {signal});
    onFocusMove(() => this.#settle(), signal);
    onWake(({type}) => {
      const {state} = this;
      if (type === 'online' && state.is === 'failed' && state.error.code === 'frame-unreachable') this.clear();
      else this.#settle();
    }, signal);
    return life;
  }

  #load(unseen: boolean, settled: (failure: PhoenixPaymentErrorCode | null) => void): PaymentFrame {
    const lease = this.#lease as FrameLease;
    const frame = new PaymentFrame(
      this.#room as HTMLElement,
      frameUrl(this.#page, lease.token),
      lease,
      this.#settings,
      unseen,
      settled,
    );
    frame.theme = this.#page.theme;
    return frame;
  }

  /** Looks whether the frame can stay, and replaces it behind the payer's back if it should not and may. */
  #settle(): void {
    const frame = this.#current;
    if (!frame || this.state.is !== 'ready') return;
    this.#stopAlarm();
    const lease = this.#lease;
    if (lease?.token === frame.lease.token) frame.lease = lease;
    const {stale} = this;
    if (stale && this.#kept && !frame.told) {
      frame.told = true;
      this.#host.frameStale(frame.lease.expiresAt);
    }
    if (!this.#free(frame)) this.#dismiss();
    else if (lease && lease.token !== this.#spurned && !passed(lease.expires)) {
      const newest = this.#next ?? frame;
      if (newest.lease.token !== lease.token || newest.theme !== this.#page.theme) this.#replace(frame);
    }
    const ends = [frame.lease.expires, this.#orderEnds].filter((end) => !passed(end));
    if (ends.length) {
      this.#stopAlarm = alarm(Math.min(...ends), () => {
        this.#settle();
        this.#host.requestUpdate();
      });
    }
  }

  #free(frame: PaymentFrame): boolean {
    return !this.#over && !this.ordering && !(this.stale ? frame.focused : frame.inUse);
  }

  #replace(frame: PaymentFrame): void {
    this.#dismiss();
    const next = this.#load(true, (failure) => {
      this.#next = null;
      if (failure) this.#spurned = next.lease.token;
      if (failure || !this.#free(frame)) next.remove();
      else {
        next.reveal();
        frame.remove();
        this.#current = next;
        this.#host.requestUpdate();
      }
    });
    this.#next = next;
  }

  #heard({isTrusted, source, origin, data}: MessageEvent): void {
    const frame = this.#current;
    // A script of this page can forge all but `isTrusted`; a removed frame's window is null, and so is a late message's source.
    if (!isTrusted || !frame || !source || source !== frame.element.contentWindow || origin !== frame.origin) return;
    frame.heard = true;
    const message = readFrameMessage(data);
    if (!message) return;
    this.payment = paymentAfter(this.payment, message.type);
    if (message.type === 'ORDER_CREATED') this.#orderEnds = now() + ORDER_LIFE;
    this.#host.requestUpdate();
    this.#host.frameMessage(message, frame.lease.token);
    this.#settle();
  }

  #refuse(error: PhoenixPaymentError): void {
    this.#drop();
    this.#enter({is: 'failed', error});
  }

  #dismiss(): void {
    this.#next?.remove();
    this.#next = null;
  }

  #drop(): void {
    this.#dismiss();
    this.#current?.remove();
    this.#current = null;
    this.#orderEnds = -Infinity;
  }

  #enter(state: FrameState): void {
    if (state.is === this.state.is && state.is !== 'failed') return;
    this.state = state;
    this.#host.requestUpdate();
  }
}
