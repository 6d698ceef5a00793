import {now, settleDoubt} from '../../../../src/clock.js';
import type {PhoenixPaymentError} from '../../../../src/errors.js';
import type {Lease} from '../../../../src/token/lease.js';
import type {TokenReason, TokenRequest} from '../../../../src/token/request-token.js';
import {TokenController, type TokenHost} from '../../../../src/token/token-controller.js';
import {FakeBackend} from './fake-backend.js';
import {FakeClock} from './fake-clock.js';
import {FakePage} from './fake-page.js';

export const REQUEST: TokenRequest = {
  endpoint: 'https://shop.test/api/token',
  credentials: 'same-origin',
  headers: [],
  fetchToken: undefined,
  timeout: 10_000,
  margin: 60_000,
};

/** An element's side of the token, without the element. */
export class Payer implements TokenHost {
  readonly granted: {readonly lease: Lease; readonly reason: TokenReason; readonly changed: boolean}[] = [];
  readonly refused: PhoenixPaymentError[] = [];
  underWay = false;
  readonly token = new TokenController(this);

  tokenGranted(lease: Lease, reason: TokenReason, changed: boolean): void {
    this.granted.push({lease, reason, changed});
  }

  tokenRefused(error: PhoenixPaymentError): void {
    this.refused.push(error);
  }

  requestUpdate(): void {}

  /** Says (again) what is wanted. */
  use(wishes: Partial<TokenRequest> = {}): this {
    this.token.use({...REQUEST, ...wishes});
    return this;
  }

  leave(): void {
    this.token.use(null);
  }

  get errors(): string[] {
    return this.refused.map(({code, fatal}) => (fatal ? `${code}!` : code));
  }

  get reasons(): TokenReason[] {
    return this.granted.map(({reason}) => reason);
  }

  get lease(): Lease {
    if (!this.token.lease) throw new Error('No token in hand');
    return this.token.lease;
  }
}

/** How long a lease lives from now on, in page time. */
export const lives = ({expires}: Lease): number => expires - now();

export interface World {
  clock: FakeClock;
  page: FakePage;
  backend: FakeBackend;
  payer(wishes?: Partial<TokenRequest>): Payer;
}

/** For a whole file: clocks, a page and a backend, fresh and moved by hand in every test; all payers leave afterwards. */
export function world(): World {
  const it = {} as World;
  let payers: Payer[] = [];
  beforeEach(() => {
    it.clock = new FakeClock().install();
    // The module's own memory of the clocks outlives a test: to it, the new ones are a jump that nobody doubts.
    now();
    settleDoubt(0);
    it.page = new FakePage().install();
    it.backend = new FakeBackend(it.clock).install();
    payers = [];
    it.payer = (wishes) => {
      const payer = new Payer();
      payers.push(payer);
      return payer.use(wishes);
    };
  });
  afterEach(() => {
    for (const payer of payers) payer.leave();
    it.backend.uninstall();
    it.page.uninstall();
    it.clock.uninstall();
  });
  return it;
}

export const SECOND = 1000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;
