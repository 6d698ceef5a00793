import {sendMouse} from '@web/test-runner-commands';
import type {PhoenixPayment} from '../../../../src/element.js';
import {recorded, type Recorder} from '../../../support/events.js';
import {clickInto, heard, iframeOf, order, ready, settled, until, type Wishes} from '../../../support/mount.js';
import {partner} from '../../../servers.js';
import {jwt} from './fake-backend.js';
import {FakeClock} from './fake-clock.js';
import {HOUR} from './payer.js';

let words = 0;

/** A real page of the partner's, of which the token's hours are moved by hand. */
export class Checkout {
  readonly clock = new FakeClock(Date.now()).install();
  readonly word = `in-use-${Date.now().toString(36)}-${++words}`;
  el!: PhoenixPayment;
  seen!: Recorder;
  failing = false;

  async open(page = '/ok', wishes: Wishes = {}): Promise<this> {
    this.el = await ready({
      fetchToken: async () => {
        if (this.failing) throw Object.assign(new Error('down'), {status: 500});
        const {server} = this.clock;
        return {access_token: jwt({iat: server, exp: server + HOUR})};
      },
      partnerUrl: `${partner}${page}?word=${this.word}`,
      ...wishes,
    });
    this.seen = recorded(this.el);
    return this;
  }

  /** How often a page was loaded for this test. */
  async loads(): Promise<number> {
    const response = await fetch(`${partner}/__requests?match=${this.word}`);
    return ((await response.json()) as {dest: string}[]).filter(({dest}) => dest === 'iframe').length;
  }

  get frame(): HTMLIFrameElement {
    return iframeOf(this.el) as HTMLIFrameElement;
  }

  get frames(): number {
    return this.el.shadowRoot?.querySelectorAll('iframe').length ?? 0;
  }

  /** A real click into the page’s input. */
  async clickIn(): Promise<void> {
    await clickInto(this.el);
    await this.clock.pass(1);
  }

  /** A real click beside it. */
  async clickOut(): Promise<void> {
    await sendMouse({type: 'click', position: [700, 300]});
    await until(() => document.activeElement !== this.el);
    await this.clock.pass(1);
  }

  async post(type: string): Promise<void> {
    const came = heard(type);
    order(this.frame, {do: 'send', messages: [{type}]});
    await came;
    await settled(this.el);
  }

  /** A new token, an hour from now or less; what is loaded for it has loaded. */
  async renew(): Promise<void> {
    await this.el.refresh();
    await settled(this.el);
    await until(() => this.frames === 1 || /hang/.test(this.el.partnerUrl ?? ''));
  }

  close(): void {
    this.el.remove();
    this.clock.uninstall();
  }
}

/** Sends loads to another of the partner's pages, while the element's own settings stay as they are; returns the way back. */
export function loadsGoTo(path: string): () => void {
  const search = Object.getOwnPropertyDescriptor(URL.prototype, 'search') as PropertyDescriptor;
  Object.defineProperty(URL.prototype, 'search', {
    ...search,
    set(this: URL, value: string) {
      search.set?.call(this, value);
      if (this.origin === partner) this.pathname = path;
    },
  });
  return () => void Object.defineProperty(URL.prototype, 'search', search);
}

/** For a whole file: a checkout for each test, and what the partner was asked for it is forgotten afterwards. */
export function checkout(): {readonly its: Checkout} {
  const current = {} as {its: Checkout};
  beforeEach(() => void (current.its = new Checkout()));
  afterEach(async () => {
    current.its.close();
    await fetch(`${partner}/__requests?match=${current.its.word}`, {method: 'DELETE'});
  });
  return current;
}
