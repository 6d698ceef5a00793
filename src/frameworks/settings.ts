import type {ReactiveElement} from 'lit';
import type {PhoenixPaymentEventMap} from '../events.js';
import type {SettingsElement} from '../settings-element.js';

type Own = Omit<SettingsElement, keyof ReactiveElement>;

/** What can be set, by the names of the properties. */
export type PhoenixPaymentProperties = {
  [Name in keyof Own]?: Name extends 'amount' ? Own[Name] | number : Own[Name] | undefined;
};

/** `walletAddress` → `wallet-address` */
export type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Kebab<Rest>}`
  : '';

type Plain = string | number | boolean | null | undefined;

/** As an attribute: what markup can say. */
type Attribute<Value> =
  Value | (number extends Value ? `${number}` : never) | (boolean extends Value ? '' | 'true' | 'false' : never);

/** The settings whose attribute is spelled another way than the property, by the names of the attributes. */
export type PhoenixPaymentAttributes = {
  [
    Name in keyof Own as PhoenixPaymentProperties[Name] extends Plain ? Exclude<Kebab<Name>, keyof Own> : never
  ]?: Attribute<PhoenixPaymentProperties[Name]>;
};

/** Listeners, by the events’ names with something before them: `on`, `on:`. */
export type PhoenixPaymentListeners<Prefix extends string> = {
  [Name in keyof PhoenixPaymentEventMap as `${Prefix}${Name}`]?:
    ((event: PhoenixPaymentEventMap[Name]) => void) | null | undefined;
};

/** `phoenix-order-created` → `PhoenixOrderCreated` */
export type Pascal<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Pascal<Rest>}`
  : Capitalize<Name>;
