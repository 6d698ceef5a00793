import type {FetchToken, PhoenixPayment} from '../../src/index.js';
import {DOCUMENTED_TOKEN} from '../../src/testing/documented-token.js';
import {messages} from '../../src/testing/messages.js';

/** A state, and what brings an element there. */
export interface Cause {
  readonly name: string;
  /** Sets up what differs from an ordinary element. */
  readonly prepare?: (element: PhoenixPayment) => void;
  /** Once it is ready: what the buyer or the page does. */
  readonly act?: (element: PhoenixPayment) => void;
  /** A modal dialog fills its document: it gets one of its own. */
  readonly modal?: boolean;
}

const pages = document.body.dataset['partnerPages'] ?? '';
/** Elements share the request of an equal function: every cause gets one of its own. */
const hanging = (): FetchToken => () => new Promise(() => {});
const refusing =
  (status: number): FetchToken =>
  () =>
    Promise.reject(Object.assign(new Error(), {status}));
const asks = (fetchToken: FetchToken) => (element: PhoenixPayment) => void (element.fetchToken = fetchToken);
const has = (attributes: Readonly<Record<string, string>>) => (element: PhoenixPayment) => {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
};

const all =
  (...steps: ((element: PhoenixPayment) => void)[]) =>
  (element: PhoenixPayment) =>
    steps.forEach((step) => step(element));

const order = messages.orderCreated();
const ordering = `${pages}/messages?send=${encodeURIComponent(JSON.stringify([order]))}`;
const leave = (element: PhoenixPayment): void =>
  element.shadowRoot?.querySelector<HTMLElement>('[part=close]')?.click();

/** In the order in which a payment meets them; each error by what causes it in the wild. */
export const CAUSES: readonly Cause[] = [
  {name: 'idle', prepare: (element) => element.removeAttribute('amount')},
  {name: 'authorizing', prepare: all(asks(hanging()), has({'token-timeout': '86400000'}))},
  {name: 'loading', prepare: has({'partner-url': `${pages}/hang`, 'frame-timeout': '86400000'})},
  {name: 'ready'},
  {name: 'closed', act: (element) => element.close()},
  {name: 'dialog', prepare: has({mode: 'dialog', open: ''}), modal: true},
  {
    name: 'dialog, leaving an open order',
    prepare: (element) => {
      has({mode: 'dialog', open: '', 'partner-url': ordering})(element);
      element.addEventListener('phoenix-order-created', () => setTimeout(() => leave(element)));
    },
    modal: true,
  },
  {name: 'address-invalid', prepare: has({'wallet-address': '0x52908400098527886E0F7030069857D2E4169Ee7'})},
  {name: 'amount-invalid', prepare: has({amount: '1.005'})},
  {name: 'endpoint-invalid', prepare: has({'token-endpoint': 'ftp://shop.example/token'})},
  {name: 'partner-url-invalid', prepare: has({'partner-url': 'http://partner.example/'})},
  {name: 'token-network', prepare: asks(() => Promise.reject(new TypeError('Failed to fetch')))},
  {name: 'token-timeout', prepare: all(asks(hanging()), has({'token-timeout': '300'}))},
  {name: 'token-unauthorized', prepare: asks(refusing(401))},
  {name: 'token-rate-limited', prepare: asks(refusing(429))},
  {name: 'token-rejected', prepare: asks(refusing(404))},
  {name: 'token-server', prepare: asks(refusing(500))},
  {name: 'token-malformed', prepare: asks(() => Promise.resolve({}))},
  {name: 'token-expired', prepare: asks(() => Promise.resolve(DOCUMENTED_TOKEN))},
  // No `frame-src` of the page's policy names it.
  {name: 'frame-blocked', prepare: has({'partner-url': 'http://partner.localhost/'})},
  // A port that browsers refuse to connect to.
  {name: 'frame-unreachable', prepare: has({'partner-url': 'http://127.0.0.1:1/', probe: ''})},
  {name: 'frame-timeout', prepare: has({'partner-url': `${pages}/hang`, 'frame-timeout': '500'})},
];
