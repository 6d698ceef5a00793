'use client';

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
import type {Pascal, PhoenixPaymentProperties} from '../frameworks/settings.js';
import type {PhoenixPayment as PhoenixPaymentElement} from '../phoenix-payment.js';

define();

/** `phoenix-order-created` → `onOrderCreated` */
type Callback<Event extends string> = Event extends `phoenix-${infer Name}` ? `on${Pascal<Name>}` : never;

type Callbacks = {
  [Name in keyof PhoenixPaymentEventMap as Callback<Name>]?:
    ((event: PhoenixPaymentEventMap[Name]) => void) | undefined;
};

/** Props of `<PhoenixPayment>`: the element's properties, and a callback for each of its events. */
export interface PhoenixPaymentProps extends PhoenixPaymentProperties, Callbacks {
  id?: string | undefined;
  className?: string | undefined;
  style?: CSSProperties | undefined;
  slot?: string | undefined;
  lang?: string | undefined;
  dir?: string | undefined;
  hidden?: boolean | undefined;
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

/** The attribute that a prop is for: one of the above, `data-…` or `aria-…`. */
const attributeOf = (prop: string): string | undefined => (prop.includes('-') ? prop : ATTRIBUTES[prop]);

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
      if (attributeOf(name)) continue;
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
  // The element may have run, and set attributes of its own, before React takes over what a server rendered.
  const attributes: Record<string, unknown> = {suppressHydrationWarning: true};
  for (const [prop, value] of Object.entries(props)) {
    const name = attributeOf(prop);
    // React 18 would write `hidden="false"`, which hides.
    if (name && (value || prop !== 'hidden')) attributes[name] = value;
  }
  return createElement('phoenix-payment', {...attributes, ref: element});
});
