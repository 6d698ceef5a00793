import type {PropertyValues} from 'lit';
import {alarm, now} from './clock.js';
import type {Config} from './config.js';
import {PhoenixPaymentError} from './errors.js';
import {emit} from './events.js';
import {FrameController} from './frame/frame-controller.js';
import type {FrameHost} from './frame/frame-host.js';
import {keyOf, type Page} from './frame/frame-url.js';
import {openTab} from './open-tab.js';
import {pageStart} from './page-start.js';
import {publish} from './partner-events.js';
import {errorOf, phaseOf, type PhoenixPaymentState} from './phase.js';
import type {SettingsElement} from './settings-element.js';
import {wordsFor, type Messages} from './texts/messages.js';
import type {Lease} from './token/lease.js';
import type {TokenReason} from './token/request-token.js';
import {TokenController, type TokenHost} from './token/token-controller.js';
import {View, type Actions} from './view.js';
import type {PostedMessage} from './wire/frame-message.js';

/** What an element has once there is something to show: its token, its frame and its view, and whether it was closed. */
export class Checkout implements FrameHost, TokenHost, Actions {
  state: PhoenixPaymentState = 'idle';
  error: PhoenixPaymentError | null = null;
  readonly #element: SettingsElement;
  readonly frame = new FrameController(this);
  readonly token = new TokenController(this);
  #view: View | null = null;
  /** The payer cancelled or finished, or `close()` was called. */
  #closed = false;
  /** The payer has been asked whether to leave an open order. */
  #leaving = false;
  /** What was declared last. */
  #page: Page | null | undefined;

  constructor(element: SettingsElement) {
    this.#element = element;
  }

  get underWay(): boolean {
    return this.frame.underWay;
  }

  get #words(): Messages {
    return {...wordsFor(this.#element), ...this.#element.messages};
  }

  requestUpdate(): void {
    this.#element.requestUpdate();
  }

  frameStale(expiresAt: Date): void {
    emit(this.#element, 'phoenix-stale', {expiresAt});
  }

  frameMessage(message: PostedMessage, token: string): void {
    if (publish(this.#element, message, token)) this.shut(true);
  }

  tokenGranted({expiresAt}: Lease, reason: TokenReason, changed: boolean): void {
    this.requestUpdate();
    emit(this.#element, 'phoenix-token', {expiresAt, reason, changed});
  }

  tokenRefused(error: PhoenixPaymentError): void {
    this.requestUpdate();
    // What the payer does not see is told at once; the rest when it shows.
    if (!error.fatal || this.frame.usable)
      emit(this.#element, 'phoenix-error', {error: error.with({fatal: false})}, true);
  }

  /** Asks for a token now. Rejects with what went wrong; `null` while there is nothing to ask. */
  ask(): Promise<void> | null {
    if (this.error?.code.includes('invalid')) throw this.error;
    return this.token.ask('manual');
  }

  /** Starts over with a fresh frame. */
  retry(): void {
    this.frame.clear();
    if (this.token.state.is === 'failed') this.token.ask('retry')?.catch(() => {});
    this.reopen();
  }

  /** Takes back that it was closed. */
  reopen(): void {
    this.#closed = false;
    this.requestUpdate();
  }

  newtab(): void {
    openTab(this.frame.url);
  }

  stay(leaving = false): void {
    this.#leaving = leaving;
    this.requestUpdate();
  }

  leave(): void {
    this.shut(false);
  }

  exit(outside: boolean): void {
    if (this.frame.payment.open) this.stay(true);
    // A click beside a dialog is easily made, and what was typed is easily lost.
    else if (!outside || !this.underWay) this.leave();
  }

  /** Ends the payment (`closed`), or only its dialog. */
  shut(closed: boolean): void {
    this.#closed ||= closed;
    this.#element.open = false;
    this.stay();
  }

  /** The element has left its place. */
  taken(): void {
    this.frame.clear();
    this.#view?.leaveTopLayer();
    // Moved by `append` or `insertBefore`, it is connected already.
    if (this.#element.isConnected) return;
    this.token.use(null);
    // Out and in again in one task is a move too.
    alarm(now(), () => this.#element.isConnected || this.token.forget());
  }

  /** Declares what is wanted, if it is; the same again is free. */
  declare(config: Config, wanted: boolean, changed: PropertyValues): void {
    const element = this.#element;
    const page = config.is === 'complete' ? config.page : null;
    // Another payment, or the same one opened again
    if ((this.#page !== undefined && keyOf(page) !== keyOf(this.#page)) || (element.open && changed.has('open')))
      this.#closed = false;
    this.#page = page;
    if (changed.has('mode')) this.frame.clear();

    if (config.is === 'complete' && wanted && !this.#closed) {
      this.token.use(config.request);
      if (this.token.state.is === 'failed' && !this.frame.usable) this.frame.clear();
      this.frame.show(config.page, this.token.lease, element, this.#label);
    } else {
      this.token.use(null);
      this.frame.clear();
    }
    this.#leaving &&= this.frame.payment.open;
    if (wanted && config.is === 'invalid' && !this.#closed) {
      this.state = 'error';
      if (this.error?.code !== config.code) this.error = new PhoenixPaymentError(config.code);
    } else {
      this.state = this.#closed ? 'closed' : phaseOf(this.token.state, this.frame.state);
      this.error = errorOf(this.token.state, this.frame.state);
    }
  }

  /** Shows what was declared. `silenced`: the integrator shows errors. */
  render(silenced: boolean): void {
    const element = this.#element;
    const start = pageStart();
    // All the work of a page's start waits for one thread, and to draw what a token at hand makes obsolete would hold that up.
    if (start && !this.#view && this.state === 'authorizing') return void start.then(() => element.requestUpdate());
    this.#view ??= new View(element.renderRoot as ShadowRoot, this);
    const model = {
      state: this.state,
      dialog: element.mode === 'dialog',
      open: element.open && element.isConnected,
      label: this.#label,
      error: this.error,
      silenced,
      leaving: this.#leaving,
      messages: this.#words,
    };
    this.#view.house(model);
    // Before there is more to see: the frame is what everybody waits for.
    this.frame.commit(this.#view.room);
    this.#view.update(model);
  }

  get #label(): string {
    return this.#element.label || this.#words.label;
  }
}
