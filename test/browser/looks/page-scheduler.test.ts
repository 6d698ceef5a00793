import {expect} from '@open-wc/testing';
import {until} from '../../support/until.js';
// Types only: the element has to be defined within the test.
import type {PhoenixPayment} from '../../../src/element.js';

describe('a page with something of its own by the name of `scheduler`', () => {
  it('gets its spinner all the same, and no stray rejection', async () => {
    const strays: unknown[] = [];
    addEventListener('unhandledrejection', ({reason}) => strays.push(reason));
    Object.defineProperty(globalThis, 'scheduler', {value: {}});
    const el: PhoenixPayment = document.createElement('phoenix-payment');
    const wishes: Partial<PhoenixPayment> = {fetchToken: () => new Promise(() => {})};
    Object.assign(el, {walletAddress: '0x52908400098527886E0F7030069857D2E4169EE7', amount: '1'}, wishes);
    document.body.append(el);
    await import('../../../src/index.js');
    await until(() => el.shadowRoot?.querySelector('.spinner'));
    el.remove();
    expect(strays).to.deep.equal([]);
  });
});
