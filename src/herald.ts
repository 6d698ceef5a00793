import type {PhoenixPaymentError} from './errors.js';
import {emit} from './events.js';
import type {PhoenixPaymentState} from './phase.js';

/** Publishes what the element has come to: as an attribute, as `:state(…)`, as events and in the console, once per change. */
export class Herald {
  /** The integrator shows the error: it prevented the event. */
  silenced = false;
  readonly #element: HTMLElement;
  #states: CustomStateSet | null = null;
  #state: PhoenixPaymentState = 'idle';
  #error: PhoenixPaymentError | null = null;

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  /** Returns whether the error has just been silenced. */
  tell(state: PhoenixPaymentState, error: PhoenixPaymentError | null): boolean {
    const element = this.#element;
    const previous = this.#state;
    const fresh = error !== this.#error;
    this.#state = state;
    this.#error = error;
    this.#reflect(state, previous);
    if (state !== previous) emit(element, 'phoenix-statechange', {state, previous});
    if (state !== previous && state === 'ready') emit(element, 'phoenix-ready', null);
    if (fresh) this.silenced = !!error && !emit(element, 'phoenix-error', {error}, true);
    if (fresh && error && !this.silenced) console.error(`<phoenix-payment>: ${error.message}`);
    return fresh && this.silenced;
  }

  #reflect(state: PhoenixPaymentState, previous: PhoenixPaymentState): void {
    this.#element.setAttribute('state', state);
    try {
      this.#states ??= this.#element.attachInternals().states;
      this.#states.delete(previous);
      this.#states.add(state);
    } catch {
      // Before Chrome 125 a state's name had to begin with two dashes: the attribute serves.
    }
  }
}
