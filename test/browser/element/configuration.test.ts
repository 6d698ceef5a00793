import {expect} from '@open-wc/testing';
import {recorded} from '../../support/events.js';
import {
  ADDRESS,
  askedOf,
  backend,
  ENDPOINT,
  mount,
  part,
  reaches,
  said,
  sees,
  settled,
  type Wishes,
} from '../../support/mount.js';
import {consoleErrors} from '../../support/stubs.js';

const endpoint = backend();

describe('an incomplete configuration', () => {
  for (const missing of ['tokenEndpoint', 'walletAddress', 'amount'] as const)
    for (const nothing of [null, undefined, ''])
      it(`is idle, not an error, and asks for nothing: ${missing} is ${JSON.stringify(nothing)}`, async () => {
        const el = await mount({[missing]: nothing});
        const seen = recorded(el);
        await settled(el);
        expect([el.state, el.error, el.payment, el.expiresAt, el.stale]).to.deep.equal([
          'idle',
          null,
          'none',
          null,
          false,
        ]);
        expect(el.getAttribute('state')).to.equal('idle');
        expect(seen.names()).to.deep.equal([]);
        expect(endpoint.requests).to.have.lengthOf(0);
        expect(said(el)).to.equal('');
      });

  it('goes on once it is complete, whichever comes last', async () => {
    const el = await mount({tokenEndpoint: null, walletAddress: null, amount: null});
    el.amount = '5';
    await settled(el);
    el.tokenEndpoint = ENDPOINT;
    await settled(el);
    expect(endpoint.requests).to.have.lengthOf(0);
    el.walletAddress = ADDRESS;
    await reaches(el, 'ready');
    expect(endpoint.requests).to.have.lengthOf(1);
  });

  it('takes the payment back to idle when something goes missing', async () => {
    const el = await mount();
    await reaches(el, 'ready');
    el.amount = null;
    await el.updateComplete;
    expect(el.state).to.equal('idle');
    expect(part(el, 'frame')).to.equal(null);
  });
});

describe('an invalid value', () => {
  const cases: [string, Wishes][] = [
    ['address-invalid', {walletAddress: '0x123'}],
    ['address-invalid', {walletAddress: ADDRESS.replace('E', 'e')}],
    ['amount-invalid', {amount: '1.234'}],
    ['amount-invalid', {amount: 0}],
    ['amount-invalid', {amount: NaN}],
    ['amount-invalid', {amount: 0.1 + 0.2}],
    ['endpoint-invalid', {tokenEndpoint: 'javascript:alert(1)'}],
    ['partner-url-invalid', {partnerUrl: 'http://partner.example/'}],
  ];
  for (const [code, wishes] of cases)
    it(`is ${code} before anything is requested: ${Object.entries(wishes).flat().join(' ')}`, async () => {
      const lines = consoleErrors();
      const before = (await askedOf('')).length;
      const el = await mount(wishes);
      await settled(el);
      expect(el.state).to.equal('error');
      expect(el.error)
        .to.be.instanceOf(Error)
        .and.include({name: 'PhoenixPaymentError', code, fatal: true, retryable: false, attempt: 1});
      expect(endpoint.requests).to.have.lengthOf(0);
      expect((await askedOf('')).length).to.be.at.least(before);
      expect(part(el, 'frame')).to.equal(null);
      expect(sees(part(el, 'message'))).to.equal(true);
      expect(part(el, 'retry')).to.equal(null);
      expect(lines).to.have.lengthOf(1);
      expect(String(lines[0])).to.match(new RegExp(`phoenix-payment.*https://.*#${code}`));
    });

  it('is told once, however often the same is said, and again when it is another', async () => {
    consoleErrors();
    const el = await mount({amount: null});
    const seen = recorded(el);
    el.amount = '-1';
    await settled(el);
    el.amount = '-2';
    await settled(el);
    el.walletAddress = '0x1';
    await settled(el);
    expect(seen.details('phoenix-error').map(({error}) => error.code)).to.deep.equal([
      'amount-invalid',
      'address-invalid',
    ]);
    expect(seen.details('phoenix-statechange').map(({state}) => state)).to.deep.equal(['error']);
  });

  it('heals when the value is mended', async () => {
    consoleErrors();
    const el = await mount({amount: 'ten'});
    expect(el.state).to.equal('error');
    el.amount = '10';
    await reaches(el, 'ready');
    expect(el.error).to.equal(null);
  });

  it('rejects `refresh()` with its error', async () => {
    consoleErrors();
    const el = await mount({amount: 'ten'});
    const error: unknown = await el.refresh().catch((reason: unknown) => reason);
    expect(error).to.include({name: 'PhoenixPaymentError', code: 'amount-invalid'});
  });
});
