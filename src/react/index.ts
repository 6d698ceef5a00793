import {
  createElement,
  forwardRef,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  type CSSProperties,
  type ForwardedRef,
  type ReactElement,
  type ReactNode,
} from 'react';
import {define} from '../define.js';
import type {PhoenixPaymentEventMap} from '../events.js';
import type {PhoenixPayment as PhoenixPaymentElement} from '../phoenix-payment.js';
import type {SettingsElement} from '../settings-element.js';

define();

type Settings = Pick<
  SettingsElement,
  | 'tokenEndpoint'
  | 'walletAddress'
  | 'theme'
  | 'share'
  | 'privateMatching'
  | 'params'
  | 'partnerUrl'
  | 'credentials'
  | 'headers'
  | 'fetchToken'
  | 'refreshMargin'
  | 'tokenTimeout'
  | 'frameTimeout'
  | 'probe'
  | 'loading'
  | 'mode'
  | 'open'
  | 'label'
  | 'sandbox'
  | 'allow'
  | 'messages'
>;

/** `phoenix-order-created` → `onOrderCreated` */
type Callback<Event extends string> = Event extends `phoenix-${infer Name}` ? `on${Pascal<Name>}` : never;
type Pascal<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Pascal<Rest>}`
  : Capitalize<Name>;

type Callbacks = {
  [Name in keyof PhoenixPaymentEventMap as Callback<Name>]?: (event: PhoenixPaymentEventMap[Name]) => void;
};

/** Props of `<PhoenixPayment>`: the element's properties, and a callback for each of its events. */
export interface PhoenixPaymentProps extends Partial<Settings>, Callbacks {
  amount?: string | number;
  id?: string;
  className?: string;
  style?: CSSProperties;
  slot?: string;
  lang?: string;
  dir?: string;
  hidden?: boolean;
  /** For the slots `loading`, `error` and `closed`. */
  children?: ReactNode;
}

/** What a server renders too, so that the parser makes the element as it will be. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  tokenEndpoint: 'token-endpoint',
  walletAddress: 'wallet-address',
  partnerUrl: 'partner-url',
  className: 'class',
  id: 'id',
  style: 'style',
  slot: 'slot',
  lang: 'lang',
  dir: 'dir',
  hidden: 'hidden',
  children: 'children',
};

type Props = Readonly<Record<string, unknown>>;

/** Keeps one element's properties and listeners up with the props of the last render. */
class Binding {
  readonly #element: PhoenixPaymentElement;
  readonly #defaults = new Map<string, unknown>();
  readonly #heard = new Set<string>();
  #props: Props = {};

  constructor(element: PhoenixPaymentElement) {
    this.#element = element;
  }

  update(props: Props): void {
    const element = this.#element as unknown as Record<string, unknown>;
    for (const name of new Set([...Object.keys(this.#props), ...Object.keys(props)])) {
      if (name in ATTRIBUTES) continue;
      if (/^on[A-Z]/.test(name)) this.#hear(name);
      else {
        if (!this.#defaults.has(name)) this.#defaults.set(name, element[name]);
        element[name] = props[name] ?? this.#defaults.get(name);
      }
    }
    this.#props = props;
  }

  /** Listens once to what any render has asked for; who is called is for the last render to say. */
  #hear(name: string): void {
    if (this.#heard.has(name)) return;
    this.#heard.add(name);
    const event = name.slice(2).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    this.#element.addEventListener(`phoenix${event}`, (happened: Event) => {
      (this.#props[name] as ((event: Event) => void) | undefined)?.(happened);
    });
  }
}

/** Before the browser paints and before the element first looks at itself; on a server there is nothing to do. */
const useCommit = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/** `<phoenix-payment>` as a React component (18 and 19). The ref is the element. */
export const PhoenixPayment = forwardRef(function PhoenixPayment(
  props: PhoenixPaymentProps,
  ref: ForwardedRef<PhoenixPaymentElement>,
): ReactElement {
  const element = useRef<PhoenixPaymentElement>(null);
  const binding = useRef<Binding>(null);
  useImperativeHandle(ref, () => element.current as PhoenixPaymentElement, []);
  useCommit(() => {
    binding.current ??= new Binding(element.current as PhoenixPaymentElement);
    binding.current.update({...props});
  });
  const attributes = Object.entries(props).flatMap(([name, value]) =>
    name in ATTRIBUTES ? [[ATTRIBUTES[name] as string, value as unknown]] : [],
  );
  return createElement('phoenix-payment', {...(Object.fromEntries(attributes) as Props), ref: element});
});
