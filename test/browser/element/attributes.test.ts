import {expect} from '@open-wc/testing';
import {PhoenixPayment} from '../../../src/element.js';
import {ADDRESS, box, mount} from '../../support/mount.js';

describe('attributes and properties', () => {
  it('have the defaults of the documentation', () => {
    const el = new PhoenixPayment();
    const {share, privateMatching, params, partnerUrl, credentials, refreshMargin, tokenTimeout, frameTimeout} = el;
    expect({share, privateMatching, params}).to.deep.equal({share: false, privateMatching: false, params: {}});
    expect(partnerUrl).to.match(/^https:\/\/app-partner\.phoenix\.market\/?$/);
    expect({credentials, refreshMargin, tokenTimeout, frameTimeout}).to.deep.equal({
      credentials: 'same-origin',
      refreshMargin: 60,
      tokenTimeout: 10_000,
      frameTimeout: 20_000,
    });
    const {probe, loading, mode, open, allow, theme, sandbox} = el;
    expect({probe, loading, mode, open, allow}).to.deep.equal({
      probe: false,
      loading: 'eager',
      mode: 'inline',
      open: false,
      allow: 'clipboard-write',
    });
    expect([theme ?? null, sandbox ?? null]).to.deep.equal([null, null]);
    expect([el.state, el.payment, el.error, el.expiresAt, el.stale]).to.deep.equal(['idle', 'none', null, null, false]);
  });

  const pairs: [string, string, keyof PhoenixPayment, unknown][] = [
    ['token-endpoint', '/t', 'tokenEndpoint', '/t'],
    ['wallet-address', ADDRESS, 'walletAddress', ADDRESS],
    ['amount', '12.5', 'amount', '12.5'],
    ['theme', 'dark', 'theme', 'dark'],
    ['share', '', 'share', true],
    ['private-matching', '', 'privateMatching', true],
    ['partner-url', 'https://x.example/', 'partnerUrl', 'https://x.example/'],
    ['credentials', 'include', 'credentials', 'include'],
    ['refresh-margin', '30', 'refreshMargin', 30],
    ['token-timeout', '500', 'tokenTimeout', 500],
    ['frame-timeout', '700', 'frameTimeout', 700],
    ['probe', '', 'probe', true],
    ['loading', 'lazy', 'loading', 'lazy'],
    ['mode', 'dialog', 'mode', 'dialog'],
    ['open', '', 'open', true],
    ['label', 'Pay', 'label', 'Pay'],
    ['sandbox', 'allow-scripts', 'sandbox', 'allow-scripts'],
    ['allow', 'payment', 'allow', 'payment'],
  ];
  for (const [attribute, text, property, value] of pairs)
    it(`${attribute} is ${property}`, () => {
      const parent = box();
      parent.innerHTML = `<phoenix-payment ${attribute}="${text}"></phoenix-payment>`;
      expect((parent.firstElementChild as PhoenixPayment)[property]).to.equal(value);
    });

  it('take a number for an amount, and give a text', () => {
    const el = document.createElement('phoenix-payment');
    el.amount = 12.5;
    expect(el.amount).to.equal('12.5');
  });

  it('reflect `open`, which reflects and controls', async () => {
    const el = await mount({mode: 'dialog', amount: null});
    el.open = true;
    await el.updateComplete;
    expect(el.hasAttribute('open')).to.equal(true);
    el.removeAttribute('open');
    await el.updateComplete;
    expect(el.open).to.equal(false);
  });

  for (const name of ['state', 'payment', 'error', 'expiresAt', 'stale'] as const)
    it(`do not let ${name} be set`, () => {
      const el = document.createElement('phoenix-payment');
      const before = el[name];
      expect(() => Reflect.set(el, name, 'ready')).to.not.throw();
      expect(el[name]).to.equal(before);
    });

  it('that were set before the element was defined count', async () => {
    const el = document.createElement('phoenix-payment-later') as unknown as PhoenixPayment;
    Object.assign(el, {amount: '7', walletAddress: ADDRESS});
    box().append(el);
    customElements.define('phoenix-payment-later', class extends PhoenixPayment {});
    await el.updateComplete;
    expect([el.amount, el.walletAddress]).to.deep.equal(['7', ADDRESS]);
  });
});
