import type {PropertyValues} from 'lit';
import {alarm, now} from './clock.js';
import {positive, readConfig, type Config} from './config.js';
import {PhoenixPaymentError} from './errors.js';
import {emit} from './events.js';
import {FrameController} from './frame/frame-controller.js';
import type {PaymentOutcome} from './frame/payment.js';
import {Herald} from './herald.js';
import {publish} from './partner-events.js';
import {errorOf, phaseOf, type PhoenixPaymentState} from './phase.js';
import {styles} from './phoenix-payment.styles.js';
import {SettingsElement} from './settings-element.js';
import {Surroundings, isDark} from './surroundings.js';
import {wordsFor} from './texts/messages.js';
import {TokenController} from './token/token-controller.js';
import {View} from './view.js';

/**
 * Shows Phoenix's payment page, with a token from the integrator's backend that is fetched again before it expires.
 *
 * @tagname phoenix-payment
 *
 * @attr {'idle'|'authorizing'|'loading'|'ready'|'error'|'closed'} state - What the payer sees; the element sets it.
 *
 * @event phoenix-statechange - The state has changed.
 * @event phoenix-token - A token has come; `changed` is false when the backend handed out the same one again.
 * @event phoenix-ready - The payment page has loaded.
 * @event phoenix-stale - The frame's token has expired while the frame had to be kept.
 * @event phoenix-error - Something failed; what the payer does not see has `error.fatal === false`. Prevented: no default error UI.
 * @event phoenix-order-created - The payer has an order.
 * @event phoenix-success - The payment has succeeded.
 * @event phoenix-failed - The payment has failed.
 * @event phoenix-payment-link - The payer has made a payment link.
 * @event phoenix-cancel - The payer has cancelled. Prevented: the frame stays.
 * @event phoenix-done - The payer has finished. Prevented: the frame stays.
 * @event phoenix-open-url - The payment page wants a link opened. Prevented: no new tab.
 * @event phoenix-message - Every accepted message of the payment page, unknown types too.
 *
 * @slot - Shown before the element is defined: a link to pay another way.
 * @slot loading - Instead of the spinner.
 * @slot error - Instead of the message and buttons of an error.
 * @slot closed - Instead of what stands where a closed payment was.
 *
 * @csspart frame - The iframe.
 * @csspart status - The box over the frame that says what goes on.
 * @csspart message - Its text.
 * @csspart retry - The button that tries again.
 * @csspart newtab - The button that opens the payment in a tab.
 * @csspart reopen - The button that shows a closed payment again.
 * @csspart confirm - The question whether to leave an open order.
 * @csspart stay - Its button that stays.
 * @csspart leave - Its button that leaves.
 * @csspart dialog - The dialog of `mode="dialog"`.
 * @csspart close - The button that closes it.
 *
 * @cssproperty [--phoenix-payment-width=350px] - Width.
 * @cssproperty [--phoenix-payment-height=600px] - Height.
 * @cssproperty [--phoenix-payment-radius=12px] - Radius of the corners.
 * @cssproperty [--phoenix-payment-font=system-ui] - Font of the element's own texts.
 * @cssproperty [--phoenix-payment-color=light-dark(#1a1d24, #eceef3)] - Text.
 * @cssproperty [--phoenix-payment-background=light-dark(#fff, #1a1d24)] - Background.
 * @cssproperty [--phoenix-payment-border=#8885] - Borders.
 * @cssproperty [--phoenix-payment-accent=light-dark(#2f4ad0, #a9b8ff)] - Buttons.
 * @cssproperty [--phoenix-payment-on-accent=var(--paper)] - Text on buttons: the background's colour, unless it is set.
 * @cssproperty [--phoenix-payment-backdrop=#000b] - What lies over the page behind the dialog.
 *
 * @cssstate idle - Not set up, out of sight, or a closed dialog.
 * @cssstate authorizing - The first token is under way.
 * @cssstate loading - The frame is under way.
 * @cssstate ready - The payment page is there.
 * @cssstate error - Nothing usable is left.
 * @cssstate closed - The payer has cancelled or finished.
 */
export class PhoenixPayment extends SettingsElement {
  static override styles = styles;
  /** Events are dispatched once an update is done, and their listeners may well set properties. */
  static override enabledWarnings = [];

  readonly #changed = (): void => this.requestUpdate();
  readonly #frame = new FrameController({
    frameStale: (expiresAt) => void emit(this, 'phoenix-stale', {expiresAt}),
    frameMessage: (message, token) => {
      if (publish(this, message, token)) this.#shut(true);
    },
    requestUpdate: this.#changed,
  });
  readonly #token = new TokenController({
    underWay: () => this.#frame.underWay,
    tokenGranted: ({expiresAt}, reason, changed) => {
      this.requestUpdate();
      emit(this, 'phoenix-token', {expiresAt, reason, changed});
    },
    tokenRefused: (error) => {
      this.requestUpdate();
      // What the payer does not see is told at once; the rest when it shows.
      if (!error.fatal || this.#frame.usable) emit(this, 'phoenix-error', {error: error.with({fatal: false})}, true);
    },
    requestUpdate: this.#changed,
  });
  readonly #herald = new Herald(this);
  readonly #surroundings = new Surroundings();
  #view: View | null = null;
  #config: Config = {is: 'incomplete'};
  #state: PhoenixPaymentState = 'idle';
  #error: PhoenixPaymentError | null = null;
  /** The payer cancelled or finished, or `close()` was called. */
  #closed = false;
  /** The payer has been asked whether to leave an open order. */
  #leaving = false;
  #key = '';

  /** What the payer sees. */
  get state(): PhoenixPaymentState {
    return this.#state;
  }

  /** What the payment has come to. */
  get payment(): PaymentOutcome {
    return this.#frame.payment.outcome;
  }

  /** The error that the payer sees. */
  get error(): PhoenixPaymentError | null {
    return this.#error;
  }

  /** When the newest token ends, on the server's clock. */
  get expiresAt(): Date | null {
    return this.#token.lease?.expiresAt ?? null;
  }

  /** The frame's own token has expired. */
  get stale(): boolean {
    return this.#frame.stale;
  }

  /** Fetches a new token now. Rejects with the error; with an `InvalidStateError` while there is nothing to ask. */
  async refresh(): Promise<void> {
    if (this.isConnected) await this.updateComplete;
    if (this.#config.is === 'invalid') throw new PhoenixPaymentError(this.#config.code);
    const answered = this.#token.ask('manual');
    if (!answered) throw new DOMException('nothing to ask', 'InvalidStateError');
    await answered;
  }

  /** Starts over with a fresh frame. */
  reload(): void {
    this.#closed = false;
    this.#frame.clear();
    if (this.#token.state.is === 'failed') this.#token.ask('retry')?.catch(() => {});
    this.requestUpdate();
  }

  /** Opens the dialog, or a payment that was closed. */
  show(): void {
    this.#closed = false;
    if (this.mode === 'dialog') this.open = true;
    this.requestUpdate();
  }

  /** Closes the dialog, or the payment. Does not ask the payer. */
  close(): void {
    this.#shut(this.mode !== 'dialog');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#surroundings.unwatch();
    this.#frame.clear();
    this.#view?.leaveTopLayer();
    // Moved by `append` or `insertBefore`, it is connected already.
    if (this.isConnected) return;
    this.#token.use(null);
    // Out and in again in one task is a move too.
    alarm(now(), () => this.isConnected || this.#token.forget());
    this.requestUpdate();
  }

  /** Called by `moveBefore` instead of the two above. */
  connectedMoveCallback(): void {
    this.#frame.moved();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const {isConnected, open} = this;
    const lazy = this.loading === 'lazy';
    const dialog = this.mode === 'dialog';
    if (isConnected && (lazy || this.theme === 'auto')) this.#surroundings.watch(this, this.#changed);
    const config = (this.#config = readConfig(this, document.baseURI, isDark));
    const key = config.is === 'complete' ? config.page.key : '';
    // Another payment, or the same one opened again
    if (key !== this.#key || (open && changed.get('open') === false)) this.#closed = false;
    this.#key = key;
    if (changed.has('mode')) this.#frame.clear();

    const wanted = isConnected && !this.#closed && (!dialog || open);
    // A closed dialog has no box that could come near.
    if (config.is === 'complete' && wanted && (!lazy || dialog || this.#surroundings.near)) {
      this.#token.use(config.request);
      if (this.#token.state.is === 'failed' && !this.#frame.usable) this.#frame.clear();
      this.#frame.show(config.page, this.#token.lease, {
        title: this.#label,
        allow: this.allow,
        sandbox: this.sandbox,
        timeout: positive(this.frameTimeout, 20_000),
        probe: this.probe,
      });
    } else {
      this.#token.use(null);
      this.#frame.clear();
    }
    this.#leaving &&= this.#frame.payment.open;
    if (wanted && config.is === 'invalid') {
      this.#state = 'error';
      if (this.#error?.code !== config.code) this.#error = new PhoenixPaymentError(config.code);
    } else {
      this.#state = this.#closed ? 'closed' : phaseOf(this.#token.state, this.#frame.state);
      this.#error = errorOf(this.#token.state, this.#frame.state);
    }
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    this.#view ??= new View(this.renderRoot as ShadowRoot, {
      retry: () => this.reload(),
      reopen: () => this.show(),
      newtab: () => this.#openTab(),
      stay: () => this.#ask(false),
      leave: () => this.#shut(false),
      exit: (outside) => this.#exit(outside),
    });
    this.#view.update({
      state: this.#state,
      dialog: this.mode === 'dialog',
      open: this.open && this.isConnected,
      label: this.#label,
      error: this.#error,
      silenced: this.#herald.silenced,
      leaving: this.#leaving,
      messages: {...wordsFor(this, this.#changed), ...this.messages},
    });
    this.#frame.commit(this.#view.room);
  }

  protected override updated(): void {
    if (this.#herald.tell(this.#state, this.#error)) this.requestUpdate();
  }

  get #label(): string {
    return this.label || (this.messages?.label ?? wordsFor(this, this.#changed).label);
  }

  #shut(closed: boolean): void {
    this.#leaving = false;
    this.#closed ||= closed;
    this.open = false;
    this.requestUpdate();
  }

  #exit(outside: boolean): void {
    if (this.#frame.payment.open) this.#ask(true);
    // A click beside a dialog is easily made, and what was typed is easily lost.
    else if (!outside || !this.#frame.underWay) this.#shut(false);
  }

  #ask(leaving: boolean): void {
    this.#leaving = leaving;
    this.requestUpdate();
  }

  /** The token goes with the navigation, and into no attribute. */
  #openTab(): void {
    const url = this.#frame.url;
    const tab = url && open('about:blank');
    if (!tab) return;
    tab.opener = null;
    tab.location.replace(url);
  }
}
