import {fixtureSync, html} from '@open-wc/testing';
import {sendMouse} from '@web/test-runner-commands';
import {setupWorker} from 'msw/browser';
import '../../src/index.js';
import type {PhoenixPayment} from '../../src/element.js';
import {tokenEndpoint, type PartnerMessage, type TokenEndpoint} from '../../src/testing/index.js';
import {partner} from '../servers.js';
import {frame, until} from './until.js';

export {until};

/** An address that passes EIP-55, all of its letters in upper case. */
export const ADDRESS = '0x52908400098527886E0F7030069857D2E4169EE7';
export const ENDPOINT = '/api/token';

export type Wishes = Partial<Omit<PhoenixPayment, 'amount'>> & {amount?: string | number | null};

/** For a whole file: an msw worker in front of `/api/token`, back to the documented answer after each test. */
export function backend(): TokenEndpoint {
  const endpoint = tokenEndpoint(ENDPOINT);
  const worker = setupWorker(endpoint);
  before(() => worker.start({quiet: true, onUnhandledRequest: 'bypass'}));
  afterEach(() => endpoint.reset());
  after(() => worker.stop());
  return endpoint;
}

/** A complete element with the wishes laid over it, in the document; removed after the test. */
export async function mount(wishes: Wishes = {}, parent: Node = box()): Promise<PhoenixPayment> {
  const el = document.createElement('phoenix-payment');
  const complete = {tokenEndpoint: ENDPOINT, walletAddress: ADDRESS, amount: '100', partnerUrl: `${partner}/ok`};
  Object.assign(el, complete, wishes);
  parent.appendChild(el);
  await el.updateComplete;
  return el;
}

/** The same, once its page has loaded. */
export async function ready(wishes: Wishes = {}, parent: Node = box()): Promise<PhoenixPayment> {
  const el = await mount(wishes, parent);
  await reaches(el, 'ready');
  return el;
}

/** Room in the document that is cleared after the test. */
export const box = (): HTMLElement => fixtureSync<HTMLElement>(html`<div></div>`);

/** Waits for a state. */
export const reaches = (el: PhoenixPayment, state: PhoenixPayment['state']): Promise<void> =>
  until(
    () => el.state === state,
    () => `state ${state}; it is ${el.state}, with ${el.error?.code ?? 'no error'}`,
  );

/** Lets what is under way in the page (updates, tasks, a paint) come to its end. */
export async function settled(el?: PhoenixPayment): Promise<void> {
  await el?.updateComplete;
  await frame();
  await frame();
  await el?.updateComplete;
}

/** The iframe of the element. */
export const iframeOf = (el: PhoenixPayment): HTMLIFrameElement | null =>
  el.shadowRoot?.querySelector<HTMLIFrameElement>('iframe:not([inert])') ?? null;

/** An element of its shadow tree, by the part's name. */
export const part = (el: PhoenixPayment, name: string): HTMLElement | null =>
  el.shadowRoot?.querySelector<HTMLElement>(`[part~='${name}']`) ?? null;

/** Whether a payer sees it. */
export const sees = (element: Element | null | undefined): boolean =>
  !!element?.checkVisibility({visibilityProperty: true, opacityProperty: true});

/** What the element's own UI says at the moment, as far as it is seen. */
export const said = (el: PhoenixPayment): string => part(el, 'status')?.innerText.trim() ?? '';

/** Resolves with the next message of this type that reaches the page: whoever listened before has dealt with it then. */
export function heard(type: string): Promise<MessageEvent<PartnerMessage>> {
  return new Promise((resolve) => {
    const listener = (event: MessageEvent<PartnerMessage>): void => {
      if (event.data?.type !== type) return;
      removeEventListener('message', listener);
      resolve(event);
    };
    addEventListener('message', listener);
  });
}

/** Gives the partner's page an order (test/partner-pages/README.md). */
export const order = (frame: HTMLIFrameElement | null, orders: object): void =>
  frame?.contentWindow?.postMessage(orders, '*');

let said_ = 0;

/** Lets the partner's page in a frame post messages, and waits until they have been dealt with. */
export async function posts(frame: HTMLIFrameElement | null, ...messages: unknown[]): Promise<void> {
  const type = `SAID_${++said_}`;
  const done = heard(type);
  order(frame, {do: 'send', messages: [...messages, {type}]});
  await done;
}

/** Clicks into the page's input as a payer does: a page's own script gets no focus in WebKit. */
export const clickInto = (el: PhoenixPayment): Promise<void> => clickIntoFrame(iframeOf(el) as HTMLIFrameElement);

/** The same, into any frame that shows one of the partner's pages. */
export async function clickIntoFrame(frame: HTMLIFrameElement): Promise<void> {
  const {left, top} = frame.getBoundingClientRect();
  // Once a frame that had the focus has been removed, WebKit tells of no other until something in the page itself is clicked.
  if (!document.hasFocus()) await sendMouse({type: 'click', position: [700, 300]});
  // WebKit drops a click on a page that it has not painted yet.
  await until(
    async () => {
      await sendMouse({type: 'click', position: [Math.round(left + 150), Math.round(top + 130)]});
      await settled();
      return (frame.getRootNode() as Document | ShadowRoot).activeElement === frame;
    },
    () => 'focus in the frame',
  );
}

/** What the partner's page knows of itself. */
export interface Facts {
  readonly query: Readonly<Record<string, string>>;
  readonly search: string;
  readonly referrer: string;
  readonly focused: string;
  readonly width: number;
  readonly height: number;
  readonly history: number;
}

/** Asks the partner's page in a frame for what it knows of itself. */
export async function factsOf(frame: HTMLIFrameElement | null): Promise<Facts> {
  const echo = heard('ECHO');
  order(frame, {do: 'echo'});
  return (await echo).data.data as Facts;
}

/** What the partner was asked, of the URLs that contain `match`. */
export async function askedOf(match: string): Promise<import('../partner-pages/server.js').SeenRequest[]> {
  return (await fetch(`${partner}/__requests?match=${encodeURIComponent(match)}`)).json();
}

/** An origin at which nothing listens. */
export const refusedOrigin = async (): Promise<string> => (await (await fetch(`${partner}/__refused`)).json()).origin;
