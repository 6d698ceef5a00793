import {adoptStyles, type CSSResultGroup, type PropertyValues} from 'lit';
import {Checkout} from './checkout.js';
import {readConfig} from './config.js';
import type {PhoenixPaymentError} from './errors.js';
import type {PaymentOutcome} from './frame/payment.js';
import {emit} from './events.js';
import type {PhoenixPaymentState} from './phase.js';
import {styles} from './phoenix-payment.styles.js';
import {SettingsElement} from './settings-element.js';
import {isDark, isNear, unwatch} from './surroundings.js';

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
  static override styles: CSSResultGroup = styles;
  /** Events are dispatched once an update is done, and their listeners may well set properties. */
  static override enabledWarnings = [];

  /** The integrator shows the error: it prevented the event. */
  #silenced = false;
  #states: CustomStateSet | null = null;
  /** What was published last. */
  #told: PhoenixPaymentState = 'idle';
  #toldError: PhoenixPaymentError | null = null;
  /** Nothing is made before there is something to show. */
  #checkout: Checkout | null = null;

  /** What the payer sees. */
  get state(): PhoenixPaymentState {
    return this.#checkout?.state ?? 'idle';
  }

  /** What the payment has come to. */
  get payment(): PaymentOutcome {
    return this.#checkout?.frame.payment.outcome ?? 'none';
  }

  /** The error that the payer sees. */
  get error(): PhoenixPaymentError | null {
    return this.#checkout?.error ?? null;
  }

  /** When the newest token ends, on the server's clock. */
  get expiresAt(): Date | null {
    return this.#checkout?.token.lease?.expiresAt ?? null;
  }

  /** The frame's own token has expired. */
  get stale(): boolean {
    return !!this.#checkout?.frame.stale;
  }

  /** Fetches a new token now. Rejects with the error; with an `InvalidStateError` while there is nothing to ask. */
  async refresh(): Promise<void> {
    if (this.isConnected) await this.updateComplete;
    const answered = this.#checkout?.ask();
    if (!answered) throw new DOMException('nothing to ask', 'InvalidStateError');
    await answered;
  }

  /** Starts over with a fresh frame. */
  reload(): void {
    this.#checkout?.retry();
  }

  /** Opens the dialog, or a payment that was closed. */
  show(): void {
    if (this.mode === 'dialog') this.open = true;
    this.#checkout?.reopen();
  }

  /** Closes the dialog, or the payment. Does not ask the payer. */
  close(): void {
    this.#made.shut(this.mode !== 'dialog');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Called once for all: what lit has put in its place would be kept by each element.
    this.enableUpdating = super.enableUpdating;
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    unwatch(this);
    this.#checkout?.taken();
    this.requestUpdate();
  }

  /** Called by `moveBefore` instead of the two above. */
  connectedMoveCallback(): void {
    this.#checkout?.frame.moved();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const config = readConfig(this, document.baseURI, () => isDark(this));
    const inline = this.mode !== 'dialog';
    // A closed dialog has no box that could come near.
    const wanted =
      this.isConnected &&
      (inline || this.open) &&
      (config.is === 'complete' ? this.loading !== 'lazy' || !inline || isNear(this) : config.is === 'invalid');
    (wanted ? this.#made : this.#checkout)?.declare(config, wanted, changed);
  }

  /** The style sheet is read with the first update, not upon connecting. */
  protected override createRenderRoot(): ShadowRoot {
    return this.shadowRoot ?? this.attachShadow((this.constructor as typeof PhoenixPayment).shadowRootOptions);
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    const {elementStyles} = this.constructor as typeof PhoenixPayment;
    if (!this.hasUpdated) adoptStyles(this.renderRoot as ShadowRoot, elementStyles);
    this.#checkout?.render(this.#silenced);
  }

  /** Publishes what the element has come to: as an attribute, as `:state(…)`, as events and in the console, once per change. */
  protected override updated(): void {
    const {state, error} = this;
    const previous = this.#told;
    const fresh = error !== this.#toldError;
    this.#told = state;
    this.#toldError = error;
    this.setAttribute('state', state);
    try {
      this.#states ??= this.attachInternals().states;
      this.#states.delete(previous);
      this.#states.add(state);
    } catch {
      // Before Chrome 125 a state's name had to begin with two dashes: the attribute serves.
    }
    if (state !== previous) emit(this, 'phoenix-statechange', {state, previous});
    if (state !== previous && state === 'ready') emit(this, 'phoenix-ready', null);
    if (!fresh) return;
    this.#silenced = !!error && !emit(this, 'phoenix-error', {error}, true);
    if (this.#silenced) this.requestUpdate();
    else if (error) console.error(`<phoenix-payment>: ${error.message}`);
  }

  get #made(): Checkout {
    return (this.#checkout ??= new Checkout(this));
  }
}
