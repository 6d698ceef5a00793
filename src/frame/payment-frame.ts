import {patience, type Timer} from '../clock.js';
import {DEFAULTS, positive} from '../config.js';
import type {PhoenixPaymentErrorCode} from '../errors.js';
import {hub} from '../hub.js';
import {parseUrl} from '../url.js';
import {focusIn, guardFocus} from './focus.js';
import {frameUrl, type Page} from './frame-url.js';
import {probe} from './probe.js';

/** The token of one load. */
export interface FrameLease {
  readonly token: string;
  /** Page time in ms. */
  readonly expires: number;
  readonly expiresAt: Date;
}

/** How a frame is made; what is said here counts from the next load on. */
export interface FrameSettings {
  readonly allow: string;
  readonly sandbox: string | null | undefined;
  /** Until it has loaded, in ms. */
  readonly frameTimeout: number;
  readonly probe: boolean;
}

/**
 * One load of the partner's page in one fresh iframe. It is inserted without `src` and then sent off, so the URL with the
 * token stands in no attribute, no history entry and no Resource Timing entry, and no old page can speak through it.
 */
export class PaymentFrame {
  readonly element = document.createElement('iframe');
  lease: FrameLease;
  /** Focus has been in it. */
  touched = false;
  /** It has posted a message. */
  heard = false;
  /** Its end was told. */
  told = false;
  readonly theme: Page['theme'];
  readonly origin: string;
  readonly #window: Window | null;
  #timer: Timer | undefined;
  #unguard: (() => void) | undefined;
  #call: AbortController | undefined;
  #reached: ReturnType<typeof probe> | undefined;
  #settle: ((failure: PhoenixPaymentErrorCode | null) => void) | null;

  constructor(
    room: HTMLElement,
    page: Page,
    lease: FrameLease,
    settings: FrameSettings,
    unseen: boolean,
    settled: (failure: PhoenixPaymentErrorCode | null) => void,
  ) {
    const {element} = this;
    this.lease = lease;
    this.theme = page.theme;
    this.origin = new URL(page.partnerUrl).origin;
    this.#settle = settled;
    element.setAttribute('part', 'frame');
    element.allow = allowed(settings.allow, this.origin);
    if (settings.sandbox != null) element.setAttribute('sandbox', settings.sandbox);
    element.inert = unseen;
    if (unseen) this.#unguard = guardFocus(element);
    onViolation('add', this);
    room.append(element);
    // Only now: every engine fires `load` for the blank page while inserting.
    if (settings.probe) this.#reached = this.#probe();
    element.onload = () => void this.#loaded();
    this.#timer = patience(positive(settings.frameTimeout, DEFAULTS.frameTimeout), () => void this.#late());
    this.#window = element.contentWindow;
    this.#window?.location.replace(frameUrl(page, lease.token));
  }

  get focused(): boolean {
    return focusIn(this.element);
  }

  /** Notes where the focus is. */
  look(): void {
    this.touched ||= this.focused;
  }

  get inUse(): boolean {
    this.look();
    return this.touched;
  }

  /** A move of its element has thrown its page away. */
  get lost(): boolean {
    return this.element.contentWindow !== this.#window;
  }

  /** A frame that was loaded unseen takes its place. Its page may take the focus upon `load`, as late as this or later. */
  reveal(): void {
    this.element.inert = false;
    this.#timer = patience(200, () => this.#unguard?.());
  }

  remove(): void {
    this.#end(null, false);
    clearTimeout(this.#timer);
    this.#unguard?.();
    this.element.remove();
  }

  /** Only the first word counts. */
  #end(failure: PhoenixPaymentErrorCode | null, tell = true): void {
    const settle = this.#settle;
    if (!settle) return;
    this.#settle = null;
    clearTimeout(this.#timer);
    this.#call?.abort();
    onViolation('delete', this);
    this.element.onload = null;
    if (tell) settle(failure);
  }

  /** Chromium fires `load` for its own error page too, and WebKit for the blank page, before it tells of the host's policy. */
  async #loaded(): Promise<void> {
    if (this.element.contentDocument?.URL.startsWith('about:')) return;
    if (!navigator.onLine) this.#end('frame-unreachable');
    else if (this.#reached && (await this.#reached) === 'unreached' && !this.heard && !this.inUse)
      this.#end('frame-unreachable');
    else this.#end(null);
  }

  async #late(): Promise<void> {
    // Somebody is at work in a page of which some part never ends.
    if (this.inUse) this.#end(null);
    else this.#end((await this.#probe()) === 'unreached' ? 'frame-unreachable' : 'frame-timeout');
  }

  #probe(): ReturnType<typeof probe> {
    this.#call ??= new AbortController();
    return probe(this.origin, this.#call.signal);
  }

  /** A policy of the page was violated. */
  happened(event?: Event): void {
    const {disposition, effectiveDirective, blockedURI} = event as SecurityPolicyViolationEvent;
    const ours =
      disposition === 'enforce' && effectiveDirective === 'frame-src' && parseUrl(blockedURI)?.origin === this.origin;
    if (ours) this.#end('frame-blocked');
  }
}

const onViolation = hub((on, tell) => document[on]('securitypolicyviolation', tell));

/** A frame without `src` would get a feature that names no origin for its host's origin, which is not where it is sent. */
const allowed = (allow: string, origin: string): string =>
  allow.replace(/(^|;)\s*([\w-]+)\s*(?=;|$)/g, `$1$2 ${origin}`);
