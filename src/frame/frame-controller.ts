import {alarm, passed, silence, type Alarm} from '../clock.js';
import {PhoenixPaymentError, type PhoenixPaymentErrorCode} from '../errors.js';
import {onWake} from '../wake.js';
import {readFrameMessage} from '../wire/frame-message.js';
import {watchFocus} from './focus.js';
import type {FrameHost, FrameState} from './frame-host.js';
import {frameUrl, keyOf, type Page} from './frame-url.js';
import {onMessage} from './on-message.js';
import {Payment} from './payment.js';
import {PaymentFrame, type FrameLease, type FrameSettings} from './payment-frame.js';

const READY: FrameState = {is: 'ready'};

/**
 * The payer's page in its frame. A new token reaches a page only by loading it again, and a load costs what was typed. So a
 * frame that nobody has used is replaced behind the payer's back: the next one loads unseen and takes its place once loaded.
 * A frame in use is left alone while its token lives; after that until focus is outside and no order is open; and for good
 * once its payment is over. Whatever fails on the way, the frame that is there stays.
 */
export class FrameController {
  state: FrameState = {is: 'absent'};
  payment = new Payment();
  readonly #host: FrameHost;
  #room: HTMLElement | null = null;
  #current: PaymentFrame | null = null;
  /** Loads unseen. */
  #next: PaymentFrame | null = null;
  /** The token whose unseen load failed: the next one is the next try. */
  #spurned = '';
  #theme: string | undefined;
  #page: Page | null = null;
  #settings!: FrameSettings;
  #title = '';
  #lease: FrameLease | null = null;
  #alarm: Alarm | undefined;

  constructor(host: FrameHost) {
    this.#host = host;
  }

  /** The frame's own token has expired. */
  get stale(): boolean {
    return !!this.#current && passed(this.#current.lease.expires, true);
  }

  /** A payment is under way in it. */
  get underWay(): boolean {
    return !!this.#current && (this.payment.open || (this.#current.inUse && !this.payment.over));
  }

  /** It is of use to the payer as it is, whatever becomes of the token. */
  get usable(): boolean {
    return !!this.#current && (this.#kept || !this.stale);
  }

  /** The URL of a load elsewhere. */
  get url(): string | null {
    return this.#page && this.#lease && frameUrl(this.#page, this.#lease.token);
  }

  get #kept(): boolean {
    return this.underWay || this.payment.over;
  }

  /** Declares what is to be shown; the same again is free. A changed page starts over, a new token does not. */
  show(page: Page, lease: FrameLease | null, settings: FrameSettings, title: string): void {
    // A page that dresses for the night must not undress a payer: a theme waits until the frame is free.
    const theme = page.auto ? 'auto' : page.theme;
    if (keyOf(page) !== keyOf(this.#page) || (theme !== this.#theme && !this.#kept)) {
      this.clear();
      this.payment = new Payment();
      this.#theme = theme;
    }
    this.#page = page;
    this.#lease = lease;
    this.#settings = settings;
    this.#title = title;
    if (this.#current) this.#current.element.title = title;
    if (this.state.is === 'absent' && lease && !passed(lease.expires)) this.#enter({is: 'loading'});
  }

  /** Does in the document what was declared. */
  commit(room: HTMLElement): void {
    this.#room = room;
    if (this.state.is === 'loading' && !this.#current) {
      this.payment = new Payment();
      this.#listen('add');
      this.#current = this.#load(false, (failure) => {
        if (failure) this.#drop();
        this.#enter(failure ? {is: 'failed', error: new PhoenixPaymentError(failure)} : READY);
        this.#settle();
      });
    }
    this.#settle();
  }

  /** Takes the frame away, with all that is under way. */
  clear(): void {
    if (this.state.is !== 'absent') this.#listen('delete');
    this.#drop();
    this.#enter({is: 'absent'});
  }

  /** After a move that may have reloaded the frame as a blank page. */
  moved(): void {
    if (this.#current?.lost) this.clear();
  }

  /** A message, the page was woken, or focus has moved. */
  happened(event?: Event): void {
    if (event?.type === 'message') this.#heard(event as MessageEvent);
    else if (event?.type === 'online' && this.state.is === 'failed' && this.state.error.code === 'frame-unreachable')
      this.clear();
    else this.#settle();
  }

  #listen(way: 'add' | 'delete'): void {
    for (const listen of [onMessage, onWake, watchFocus]) listen(way, this);
  }

  #load(unseen: boolean, settled: (failure: PhoenixPaymentErrorCode | null) => void): PaymentFrame {
    const [room, page, lease] = [this.#room as HTMLElement, this.#page as Page, this.#lease as FrameLease];
    const frame = new PaymentFrame(room, page, lease, this.#settings, unseen, settled);
    frame.element.title = this.#title;
    return frame;
  }

  /** Looks whether the frame can stay, and replaces it behind the payer's back if it should not and may. */
  #settle(): void {
    const frame = this.#current;
    silence(this.#alarm);
    frame?.look();
    if (!frame || this.state.is !== 'ready') return;
    const lease = this.#lease;
    if (lease?.token === frame.lease.token) frame.lease = lease;
    const free = this.#free(frame);
    if (!free) this.#dismiss();
    if (free && lease && lease.token !== this.#spurned && !passed(lease.expires)) {
      const newest = this.#next ?? frame;
      if (newest.lease.token !== lease.token || newest.theme !== this.#page?.theme) this.#replace(frame);
    } else if (this.stale && this.#kept && !frame.told) {
      frame.told = true;
      this.#host.frameStale(frame.lease.expiresAt);
    }
    const ends = [frame.lease.expires, this.payment.ends].filter((end) => !passed(end));
    if (ends.length) this.#alarm = alarm(Math.min(...ends), () => this.#host.requestUpdate());
  }

  #free(frame: PaymentFrame): boolean {
    return !this.payment.over && !this.payment.open && !(this.stale ? frame.focused : frame.inUse);
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
        this.payment = new Payment();
        this.#host.requestUpdate();
      }
    });
    this.#next = next;
  }

  #heard({isTrusted, source, origin, data}: MessageEvent): void {
    const frame = this.#current;
    // A script of this page can forge all but `isTrusted`. A removed frame's window is null, and so is a late message's source.
    if (!isTrusted || !frame || !source || source !== frame.element.contentWindow || origin !== frame.origin) return;
    frame.heard = true;
    const message = readFrameMessage(data);
    if (!message) return;
    this.payment.heard(message.type);
    this.#host.requestUpdate();
    this.#host.frameMessage(message, frame.lease.token);
  }

  #dismiss(): void {
    this.#next?.remove();
    this.#next = null;
  }

  #drop(): void {
    silence(this.#alarm);
    this.#dismiss();
    this.#current?.remove();
    this.#current = null;
  }

  #enter(state: FrameState): void {
    if (state.is === this.state.is && state.is !== 'failed') return;
    this.state = state;
    this.#host.requestUpdate();
  }
}
