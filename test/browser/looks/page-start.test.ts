import FakeTimers from '@sinonjs/fake-timers';
import {expect} from '@open-wc/testing';
import {until} from '../../support/until.js';
// Types only: the element has to be defined within the test.
import type {PhoenixPayment} from '../../../src/element.js';

const ADDRESS = '0x52908400098527886E0F7030069857D2E4169EE7';
const fetchToken = (): Promise<never> => new Promise(() => {});

/** An element whose token does not come, when its state has just become `authorizing`. */
function asking(wishes: Partial<PhoenixPayment>): Promise<PhoenixPayment> {
  const el = document.createElement('phoenix-payment');
  Object.assign(el, {walletAddress: ADDRESS, amount: '1'}, wishes);
  document.body.append(el);
  return new Promise((resolve) => {
    el.addEventListener('phoenix-statechange', () => resolve(el), {once: true});
  });
}

const words = (el: PhoenixPayment): string | undefined =>
  el.shadowRoot?.querySelector<HTMLElement>('[part=status]')?.innerText.trim();

// In this order: a page starts once.
describe('while a page starts', () => {
  afterEach(() => document.querySelector('phoenix-payment')?.remove());

  it('draws nothing that a token at hand would make obsolete, and then does, whatever the timers do', async () => {
    const asked = asking({fetchToken});
    const clock = FakeTimers.install({toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance']});
    try {
      await import('../../../src/index.js');
      const el = await asked;
      expect(el.shadowRoot?.childElementCount).to.equal('scheduler' in globalThis ? 0 : 1);
      expect(el.getBoundingClientRect().height).to.equal(600);
      await until(() => words(el));
      expect([el.state, words(el)]).to.deep.equal(['authorizing', 'Loading the payment page…']);
    } finally {
      clock.uninstall();
    }
  });

  it('is over after that: who comes later is drawn at once', async () => {
    expect(words(await asking({fetchToken}))).to.equal('Loading the payment page…');
  });
});

describe('the request for a token', () => {
  it('is under way before anything is drawn', async () => {
    const {fetch} = window;
    let drawn: unknown;
    try {
      window.fetch = () => {
        drawn = document.querySelector('phoenix-payment')?.shadowRoot?.childElementCount;
        return fetchToken();
      };
      await asking({tokenEndpoint: '/api/token'});
    } finally {
      window.fetch = fetch;
    }
    expect(drawn).to.equal(0);
  });
});
