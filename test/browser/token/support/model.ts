import '../../../../src/index.js';
import type {PhoenixPayment} from '../../../../src/element.js';
import {FakeBackend, jwt, type Answer, type Reply} from './fake-backend.js';
import {FakeClock} from './fake-clock.js';
import {FakeFrames, type FakeFrame} from './fake-frames.js';
import {FakePage} from './fake-page.js';

const ENDPOINT = 'https://shop.test/api/token';

/** How the backend answers from now on. */
export const ANSWERS = {
  fresh: (model) => model.grant(3_600_000),
  short: (model) => model.grant(5000),
  same: (model) => model.last ?? model.grant(3_600_000),
  expired: (model) => model.grant(-1000),
  opaque: (model) => model.opaque(600_000),
  slow: async (model) => {
    const answer = model.grant(3_600_000);
    await new Promise((resolve) => setTimeout(resolve, 4000));
    return answer;
  },
  server: () => ({status: 500}),
  limited: () => ({status: 429, headers: {'retry-after': '20'}}),
  denied: () => ({status: 401}),
  portal: () => ({body: '<!doctype html>'}),
  reset: () => 'reset',
  hang: () => 'hang',
  halfOpen: () => ({halfOpen: true}),
} as const satisfies Record<string, (model: Model) => Reply>;

export type AnswerName = keyof typeof ANSWERS;

/** A page with up to two elements, its payer and its backend, all in the hands of a test. */
export class Model {
  readonly clock = new FakeClock();
  readonly page = new FakePage();
  readonly backend = new FakeBackend(this.clock);
  readonly frames = new FakeFrames(this.clock);
  readonly elements: PhoenixPayment[];
  mode: AnswerName = 'fresh';
  last: Answer | null = null;
  /** True ends of tokens, ms since 1970. */
  readonly ends = new Map<string, number>();
  readonly react: boolean;
  /** Where each element asks; with functions, each for itself. */
  readonly urls: readonly string[];
  amount = 100;
  readonly #random = Math.random;
  readonly #error = console.error;

  constructor(random: number, react: boolean) {
    Math.random = () => random;
    console.error = () => {};
    this.clock.install();
    this.page.install();
    this.backend.install();
    this.frames.install();
    this.backend.answer = () => (!this.page.onLine ? 'reset' : ANSWERS[this.mode](this));
    this.react = react;
    this.urls = react ? [`${ENDPOINT}?0`, `${ENDPOINT}?1`] : [ENDPOINT, ENDPOINT];
    this.elements = this.urls.map((url) => this.#element(url));
  }

  /** The one that is watched. */
  get element(): PhoenixPayment {
    return this.elements[0] as PhoenixPayment;
  }

  /** Its frame that the payer sees. */
  get frame(): FakeFrame | null {
    const frames = this.element.shadowRoot?.querySelectorAll<FakeFrame>('[part=frame]') ?? [];
    return [...frames].find(({inert}) => !inert) ?? null;
  }

  grant(life: number): Answer {
    const iat = this.clock.server;
    const token = jwt({iat, exp: iat + life});
    this.ends.set(token, iat + life);
    this.last = {body: {access_token: token}};
    return this.last;
  }

  /** A token that says nothing of itself. */
  opaque(life: number): Answer {
    const token = jwt();
    this.ends.set(token, this.clock.server + life);
    this.last = {body: {access_token: token, expires_in: life / 1000}};
    return this.last;
  }

  end(frame: FakeFrame): number {
    return this.ends.get(frame.url?.searchParams.get('access_token') ?? '') ?? Infinity;
  }

  async leave(): Promise<void> {
    for (const element of this.elements) element.remove();
    // A slow answer that nobody waits for any more has a timer of its own.
    await this.clock.pass(5000);
  }

  uninstall(): void {
    this.frames.uninstall();
    this.backend.uninstall();
    this.page.uninstall();
    this.clock.uninstall();
    Math.random = this.#random;
    console.error = this.#error;
  }

  #element(url: string): PhoenixPayment {
    const element = document.createElement('phoenix-payment');
    Object.assign(element, {
      tokenEndpoint: url,
      walletAddress: '0x52908400098527886E0F7030069857D2E4169EE7',
      amount: '100',
      partnerUrl: 'https://partner.test/',
    });
    if (this.react) {
      // A framework that renders anew upon every event, with a new function each time.
      const render = (): void => {
        element.fetchToken = async ({signal}) => {
          const response = await fetch(url, {signal});
          if (!response.ok) throw Object.assign(new Error('no'), {status: response.status});
          return response.json();
        };
      };
      render();
      for (const type of ['phoenix-error', 'phoenix-token', 'phoenix-statechange'])
        element.addEventListener(type, () => queueMicrotask(render));
    }
    return element;
  }
}
