import {expect} from '@open-wc/testing';
import type {PhoenixPayment} from '../../../src/element.js';
import {mintToken} from '../../../src/testing/index.js';
import {partner} from '../../servers.js';
import {engine} from '../../support/engine.js';
import {hostPage, type HostPage} from '../../support/host-page.js';
import {ADDRESS, iframeOf, part, reaches, refusedOrigin, said, settled, type Wishes} from '../../support/mount.js';
import {stubbed} from '../../support/stubs.js';

const SELF = `script-src 'self'; connect-src 'self' ws://localhost:*`;

/** An element in a page of its own. */
async function mountIn({window, document}: HostPage, wishes: Wishes = {}): Promise<PhoenixPayment> {
  stubbed((window as unknown as {console: Console}).console as never, 'error');
  const el = document.createElement('phoenix-payment');
  const fetchToken = (): Promise<string> => mintToken();
  Object.assign(el, {fetchToken, walletAddress: ADDRESS, amount: '100', partnerUrl: `${partner}/ok`}, wishes);
  document.body.append(el);
  await el.updateComplete;
  return el;
}

describe('a host page whose policy forbids the frame', () => {
  it('is frame-blocked, with words for the site’s owner and nothing to retry', async () => {
    const page = await hostPage({csp: `frame-src 'none'; ${SELF}`});
    const el = await mountIn(page);
    const lines = stubbed((page.window as unknown as {console: Console}).console as never, 'error');
    await reaches(el, 'error');
    await settled(el);
    expect(lines.map(String)).to.have.lengthOf(1);
    expect(String(lines[0])).to.match(/phoenix-payment.*https:\/\/\S+#frame-blocked$/);
    expect(el.error).to.include({code: 'frame-blocked', fatal: true, retryable: false});
    expect(iframeOf(el)).to.equal(null);
    expect(said(el)).to.contain('cannot be shown here');
    expect(part(el, 'retry')).to.equal(null);
  });

  it('is frame-blocked by `default-src` and `child-src` too', async () => {
    for (const csp of [`default-src 'self'; ${SELF}`, `child-src 'self'; ${SELF}`]) {
      const el = await mountIn(await hostPage({csp}));
      await reaches(el, 'error');
      expect(el.error?.code, csp).to.equal('frame-blocked');
    }
  });

  it('offers a tab of its own, into which the token goes without an attribute', async () => {
    const page = await hostPage({csp: `frame-src 'none'; ${SELF}`});
    const el = await mountIn(page);
    await reaches(el, 'error');
    const gone: string[] = [];
    const tab = {opener: window, location: {replace: (url: string) => gone.push(url)}};
    const opened = stubbed(page.window as never, 'open', () => tab);
    stubbed(window as never, 'open', () => tab);
    part(el, 'newtab')?.click();
    expect(opened).to.deep.equal([['about:blank']]);
    expect(tab.opener).to.equal(null);
    expect(gone[0]).to.match(new RegExp(`^${partner}/ok\\?address=0x.*&access_token=`));
    expect(el.shadowRoot?.innerHTML).to.not.contain('access_token');
  });

  it('is not blamed for what the policy only reports, or for another’s frame', async () => {
    const page = await hostPage({csp: `frame-src ${partner}; ${SELF}`});
    const el = await mountIn(page);
    const other = page.document.createElement('iframe');
    other.src = 'https://elsewhere.invalid/';
    const violated = new Promise((resolve) => page.document.addEventListener('securitypolicyviolation', resolve));
    page.document.body.append(other);
    await violated;
    await reaches(el, 'ready');
  });
});

describe('a host page whose policy forbids the probe', () => {
  it('is no failure to reach the partner, and is not tried again', async () => {
    const page = await hostPage({csp: `frame-src ${partner} http://127.0.0.1:*; ${SELF}`});
    const asked: unknown[] = [];
    const fetch = page.window.fetch.bind(page.window);
    page.window.fetch = (...args: Parameters<typeof fetch>) => (asked.push(args[0]), fetch(...args));
    const el = await mountIn(page, {probe: true});
    await reaches(el, 'ready');
    expect(asked).to.deep.equal([partner]);
    el.reload();
    await el.updateComplete;
    await reaches(el, 'ready');
    expect(asked).to.have.lengthOf(1);
  });

  it('proves nothing of a partner at which nothing listens either', async () => {
    const page = await hostPage({csp: `frame-src http://127.0.0.1:*; ${SELF}`});
    const el = await mountIn(page, {probe: true, partnerUrl: await refusedOrigin(), frameTimeout: 3000});
    // Chromium fires `load` for such a frame, the others nothing.
    await reaches(el, engine === 'chromium' ? 'ready' : 'error');
    expect(el.error?.code).to.equal(engine === 'chromium' ? undefined : 'frame-timeout');
  });

  it('leaves it at frame-timeout where the page never comes', async () => {
    const page = await hostPage({csp: `frame-src ${partner}; ${SELF}`});
    const el = await mountIn(page, {partnerUrl: `${partner}/hang`, frameTimeout: 300});
    await reaches(el, 'error');
    expect(el.error?.code).to.equal('frame-timeout');
  });
});

describe('the strictest policy that lets the element work', () => {
  it('is not violated once, in any state', async () => {
    const strict = `default-src 'none'; script-src 'self'; connect-src 'self' ws://localhost:*; frame-src ${partner}`;
    const page = await hostPage({csp: `${strict}; require-trusted-types-for 'script'; trusted-types lit-html`});
    const el = await mountIn(page);
    await reaches(el, 'ready');
    el.close();
    await settled(el);
    el.mode = 'dialog';
    el.show();
    await el.updateComplete;
    await reaches(el, 'ready');
    el.amount = 'nonsense';
    await reaches(el, 'error');
    expect(await page.violations()).to.deep.equal([]);
  });
});
