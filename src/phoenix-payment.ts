import type {PropertyValues} from 'lit';
import {alarm, now} from './clock.js';
import {positive, readConfig, type Config} from './config.js';
import {PhoenixPaymentError} from './errors.js';
import {emit} from './events.js';
import {FrameController} from './frame/frame-controller.js';
import type {Payment} from './frame/payment.js';
import {publish} from './partner-events.js';
import {errorOf, phaseOf, type PhoenixPaymentState} from './phase.js';
import {styles} from './phoenix-payment.styles.js';
import {SettingsElement} from './settings-element.js';
import {wordsFor, type Messages} from './texts/messages.js';
import {TokenController} from './token/token-controller.js';
import {View, type Actions} from './view.js';

/**
 * Shows Phoenix's payment page, with a token from the integrator's backend that is fetched again before it expires.
 *
 * @tagname phoenix-payment
 */
export class PhoenixPayment extends SettingsElement {
  static override styles = styles;
  /** Events are dispatched once an update is done, and their listeners may well set properties. */
  static override enabledWarnings = [];

  readonly #token: TokenController;
  readonly #frame: FrameController;
  #view: View | null = null;
  #internals: ElementInternals | undefined;
  #config: Config = {is: 'incomplete'};
  #state: PhoenixPaymentState = 'idle';
  #told: PhoenixPaymentState = 'idle';
  #error: PhoenixPaymentError | null = null;
  #toldError: PhoenixPaymentError | null = null;
  #silenced = false;
  #closed = false;
  #leaving = false;
  #near = false;
  #key = '';
  #life: AbortController | null = null;

  constructor() {
    super();
    const requestUpdate = (): void => this.requestUpdate();
    const frame = new FrameController({
      frameStale: (expiresAt) => void emit(this, 'phoenix-stale', {expiresAt}),
      frameMessage: (message, token) => {
        if (publish(this, message, token)) this.#finish();
      },
      requestUpdate,
    });
    this.#frame = frame;
    this.#token = new TokenController({
      underWay: () => frame.underWay,
      tokenGranted: ({expiresAt}, reason, changed) => {
        requestUpdate();
        emit(this, 'phoenix-token', {expiresAt, reason, changed});
      },
      tokenRefused: (error) => {
        requestUpdate();
        // What the payer does not see is told at once; the rest when it shows.
        if (!error.fatal || frame.usable) emit(this, 'phoenix-error', {error: error.with({fatal: false})}, true);
      },
      requestUpdate,
    });
  }

  /** What the payer sees. */
  get state(): PhoenixPaymentState {
    return this.#state;
  }

  /** What the payment has come to. */
  get payment(): Payment {
    return this.#frame.payment;
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
    await this.updateComplete;
    if (this.#config.is === 'invalid' && this.#error) throw this.#error;
    await (this.#token.ask('manual') ??
      Promise.reject(new DOMException('not shown or not set up', 'InvalidStateError')));
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
    if (this.mode === 'dialog') this.open = false;
    else this.#closed = true;
    this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#internals ??= this.attachInternals();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#life?.abort();
    this.#life = null;
    this.#frame.clear();
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

  /** What the element has to watch around it, for those who want it watched. */
  #watch(): void {
    if (this.#life || !this.isConnected || (this.loading !== 'lazy' && this.theme !== 'auto')) return;
    this.#life = new AbortController();
    const {signal} = this.#life;
    dark().addEventListener('change', () => this.requestUpdate(), {signal});
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.#near = true;
        observer.disconnect();
        this.requestUpdate();
      },
      {rootMargin: '50%'},
    );
    observer.observe(this);
    signal.onabort = () => observer.disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#watch();
    const config = (this.#config = readConfig(this, document.baseURI, () => dark().matches));
    const key = config.is === 'complete' ? config.page.key : '';
    if (key !== this.#key || (this.open && changed.get('open') === false)) this.#closed = false;
    this.#key = key;
    if (changed.has('mode')) this.#frame.clear();

    const wanted = this.isConnected && !this.#closed && (this.mode !== 'dialog' || this.open);
    const active = wanted && (this.loading !== 'lazy' || this.#near);
    if (config.is === 'complete' && active) {
      this.#token.use(config.request);
      if (this.#token.state.is === 'failed' && !this.#frame.usable) this.#frame.clear();
      this.#frame.show(config.page, this.#token.lease, {
        title: this.label || this.#words.label,
        allow: this.allow,
        sandbox: this.sandbox ?? undefined,
        timeout: positive(this.frameTimeout, 20_000),
        probe: this.probe,
      });
    } else {
      this.#token.use(null);
      this.#frame.clear();
    }
    this.#enter(config, wanted);
  }

  #enter(config: Config, wanted: boolean): void {
    if (wanted && config.is === 'invalid') {
      if (this.#error?.code !== config.code) this.#error = new PhoenixPaymentError(config.code);
      this.#state = 'error';
    } else {
      this.#error = errorOf(this.#token.state, this.#frame.state);
      this.#state = this.#closed ? 'closed' : phaseOf(this.#token.state, this.#frame.state);
    }
    if (this.#error !== this.#toldError) this.#silenced = false;
    this.#leaving &&= this.#frame.ordering;
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    const words = this.#words;
    this.#view ??= new View(this.renderRoot as ShadowRoot, this.#actions);
    this.#view.update({
      state: this.#state,
      dialog: this.mode === 'dialog',
      open: this.open && this.isConnected,
      label: this.label || words.label,
      error: this.#error,
      silenced: this.#silenced,
      leaving: this.#leaving,
      messages: words,
    });
  }

  protected override updated(): void {
    if (this.#view) this.#frame.commit(this.#view.room);
    this.#tell();
  }

  /** Publishes a change of state, once per change. */
  #tell(): void {
    const [state, previous] = [this.#state, this.#told];
    const [error, previousError] = [this.#error, this.#toldError];
    this.#told = state;
    this.#toldError = error;
    this.setAttribute('state', state);
    if (state !== previous) {
      try {
        this.#internals?.states.delete(previous);
        this.#internals?.states.add(state);
      } catch {
        // Before Chrome 125 a state's name had to begin with two dashes: the attribute serves.
      }
      emit(this, 'phoenix-statechange', {state, previous});
      if (state === 'ready') emit(this, 'phoenix-ready', null);
    }
    if (!error || error === previousError) return;
    this.#silenced = !emit(this, 'phoenix-error', {error}, true);
    if (this.#silenced) this.requestUpdate();
    else console.error(`<phoenix-payment>: ${error.message}`);
  }

  #finish(): void {
    this.#closed = true;
    this.open = false;
    this.requestUpdate();
  }

  readonly #actions: Actions = {
    retry: () => this.reload(),
    reopen: () => this.show(),
    newTab: () => {
      const tab = open('about:blank');
      if (!tab || !this.#frame.url) return;
      tab.opener = null;
      tab.location.replace(this.#frame.url);
    },
    leave: (outside) => {
      // A click beside a dialog is easily made, and what was typed is easily lost.
      if (outside && this.#frame.underWay) return;
      this.#leaving = this.#frame.ordering;
      if (this.#leaving) this.requestUpdate();
      else this.close();
    },
    stay: () => {
      this.#leaving = false;
      this.requestUpdate();
    },
    close: () => {
      this.#leaving = false;
      this.close();
    },
  };

  get #words(): Messages {
    return {...wordsFor(this, () => this.requestUpdate()), ...this.messages};
  }
}

const dark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');
