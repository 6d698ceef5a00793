import {ReactiveElement, type PropertyDeclarations} from 'lit';
import {DEFAULTS, type Settings} from './config.js';
import type {PhoenixPaymentEventMap} from './events.js';
import type {Messages} from './texts/messages.js';
import type {FetchToken} from './token/request-token.js';

type Listener<Name extends keyof PhoenixPaymentEventMap> = (
  this: SettingsElement,
  event: PhoenixPaymentEventMap[Name],
) => unknown;

/** What can be set on the element: its attributes and properties, each with its meaning and default, and no behaviour. */
export class SettingsElement extends ReactiveElement implements Settings {
  static override properties: PropertyDeclarations = {
    tokenEndpoint: {attribute: 'token-endpoint'},
    walletAddress: {attribute: 'wallet-address'},
    amount: {},
    theme: {reflect: true},
    share: {type: Boolean},
    privateMatching: {attribute: 'private-matching', type: Boolean},
    params: {attribute: false},
    partnerUrl: {attribute: 'partner-url'},
    credentials: {},
    headers: {attribute: false},
    fetchToken: {attribute: false},
    refreshMargin: {attribute: 'refresh-margin', type: Number},
    tokenTimeout: {attribute: 'token-timeout', type: Number},
    frameTimeout: {attribute: 'frame-timeout', type: Number},
    probe: {type: Boolean},
    loading: {},
    mode: {reflect: true},
    open: {type: Boolean, reflect: true},
    label: {},
    sandbox: {},
    allow: {},
    messages: {attribute: false},
  };

  /** Defaults stand on the prototype: an element that is told nothing holds nothing, and to be told its default is no news. */
  static {
    this.finalize();
    for (const [name, value] of Object.entries(DEFAULTS)) {
      const {get, set} = Object.getOwnPropertyDescriptor(this.prototype, name) as Required<PropertyDescriptor>;
      Object.defineProperty(this.prototype, name, {
        get(): unknown {
          return get.call(this) ?? value;
        },
        set(to: unknown) {
          if ((to ?? value) !== (get.call(this) ?? value)) set.call(this, to);
        },
      });
    }
  }

  /** URL of the integrator's backend that answers a token; a relative one resolves against the document. */
  declare tokenEndpoint: string | null | undefined;
  /** Recipient: `0x` and 40 hex digits; mixed case must pass EIP-55. */
  declare walletAddress: string | null | undefined;
  /** `light`, `dark`, or `auto`, the reader's `prefers-color-scheme`. A frame in use keeps the theme it has. Default: none. */
  declare theme: 'light' | 'dark' | 'auto' | null | undefined;
  /** Lets the payer make payment links (`shareOn=true`). Default: false. */
  declare share: boolean;
  /** Only the integrator's own sellers (`onlyPrivateMatching=true`). Default: false. */
  declare privateMatching: boolean;
  /** Any other query parameter of the partner's page; cannot override the element's own. Compared by value. */
  declare params: Readonly<Record<string, string>> | null | undefined;
  /** Staging or sandbox: https, or http on loopback. Default: Phoenix's production page. */
  declare partnerUrl: string | null | undefined;
  /** For the token request. Default: `same-origin`. */
  declare credentials: RequestCredentials;
  /** Extra headers of the token request, from the next one on. Compared by value. */
  declare headers: HeadersInit | null | undefined;
  /** Replaces the built-in token request; `token-endpoint` is then not needed. */
  declare fetchToken: FetchToken | null | undefined;
  /** Seconds; the next token is asked for 4 to 1 margins before the expiry, and a margin is 5 % of the lifetime at most. Default: 60. */
  declare refreshMargin: number;
  /** For one token request, in ms. Default: 10000. */
  declare tokenTimeout: number;
  /** Until the frame has loaded, in ms. Default: 20000. */
  declare frameTimeout: number;
  /** Checks beside each load that the partner can be reached; the page's `connect-src` must allow it. Default: false. */
  declare probe: boolean;
  /** `lazy`: nothing is requested until the element is near the viewport. Default: `eager`. */
  declare loading: 'eager' | 'lazy';
  /** `dialog`: the payment opens in a native modal dialog. Default: `inline`. */
  declare mode: 'inline' | 'dialog';
  /** In dialog mode: whether it is open. Default: false. */
  declare open: boolean;
  /** Title of the frame and name of the dialog. Default: “Phoenix payment” in the nearest `lang`. */
  declare label: string | null | undefined;
  /** Passed to the iframe as it is, from its next load on. Default: none. */
  declare sandbox: string | null | undefined;
  /** Passed to the iframe, from its next load on. Default: `clipboard-write`. */
  declare allow: string;
  /** Other words for the element's own UI. */
  declare messages: Partial<Messages> | null | undefined;

  #amount: string | null | undefined;

  /** USD: a plain decimal above 0 with at most 2 decimals. A number is taken as JavaScript prints it. */
  get amount(): string | null | undefined {
    return this.#amount;
  }
  set amount(value: string | number | null | undefined) {
    this.#amount = typeof value === 'number' ? String(value) : value;
  }
}

export interface SettingsElement {
  addEventListener<Name extends keyof PhoenixPaymentEventMap>(
    type: Name,
    listener: Listener<Name>,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Name extends keyof PhoenixPaymentEventMap>(
    type: Name,
    listener: Listener<Name>,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
}
