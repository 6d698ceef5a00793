import {expect} from '@open-wc/testing';
import {partner} from '../../servers.js';
import {onlyIn} from '../../support/engine.js';
import {
  ADDRESS,
  askedOf,
  backend,
  clickInto,
  factsOf,
  heard,
  iframeOf,
  mount,
  posts,
  reaches,
  ready,
  settled,
  until,
} from '../../support/mount.js';

let words = 0;
/** A word of its own for each test, by which the partner's log can be searched. */
const word = (): string => `nav${++words}x${Math.random().toString(36).slice(2)}`;

describe('the frame’s URL, as the partner sees it', () => {
  backend();

  it('begins with address, amount and token, then has the rest, then the partner URL’s own query', async () => {
    const test = word();
    await ready({
      partnerUrl: `${partner}/ok?env=stage&x=a%20b`,
      amount: '12.50',
      theme: 'dark',
      share: true,
      privateMatching: true,
      params: {test, amount: '1', odd: 'ü&=#+ %'},
    });
    const [asked, ...more] = await askedOf(test);
    expect(more).to.deep.equal([]);
    const query = new URL(asked!.url, partner).searchParams;
    const names = [...query.keys()];
    expect(names.slice(0, 3)).to.deep.equal(['address', 'amount', 'access_token']);
    expect(names.slice(3)).to.have.members(['theme', 'shareOn', 'onlyPrivateMatching', 'env', 'x', 'test', 'odd']);
    expect(query.get('address')).to.equal(ADDRESS);
    expect(query.getAll('amount')).to.deep.equal(['12.50']);
    expect([query.get('theme'), query.get('shareOn'), query.get('onlyPrivateMatching')]).to.deep.equal([
      'dark',
      'true',
      'true',
    ]);
    expect([query.get('env'), query.get('x'), query.get('odd')]).to.deep.equal(['stage', 'a b', 'ü&=#+ %']);
  });

  it('has no theme, no shareOn and no onlyPrivateMatching unless they are wished for', async () => {
    const el = await ready();
    expect(Object.keys((await factsOf(iframeOf(el))).query)).to.deep.equal(['address', 'amount', 'access_token']);
  });

  onlyIn(['chromium', 'firefox'], 'WebKit sends none with `location.replace` from a blank page')(
    'tells the origin of the page as the referrer, and no more of it',
    async () => {
      const test = word();
      const el = await ready({params: {test}});
      expect((await askedOf(test))[0]?.referer).to.equal(`${location.origin}/`);
      expect((await factsOf(iframeOf(el))).referrer).to.equal(`${location.origin}/`);
    },
  );

  it('is asked for once per load, with nothing beside it', async () => {
    const test = word();
    const el = await ready({params: {test}});
    await settled(el);
    const asked = await askedOf(test);
    expect(asked.map(({method, dest}) => [method, dest])).to.deep.equal([['GET', 'iframe']]);
  });
});

describe('a load', () => {
  backend();

  it('has an iframe of its own, and the old one is gone', async () => {
    const el = await ready();
    const frames = [iframeOf(el)];
    for (let i = 0; i < 2; i++) {
      el.reload();
      await el.updateComplete;
      await reaches(el, 'ready');
      frames.push(iframeOf(el));
    }
    expect(new Set(frames).size).to.equal(3);
    expect(frames.map((frame) => frame?.isConnected)).to.deep.equal([false, false, true]);
    expect(el.shadowRoot?.querySelectorAll('iframe')).to.have.lengthOf(1);
  });

  it('adds nothing to the session history, by whatever it came about', async () => {
    const before = history.length;
    const el = await ready();
    el.reload();
    await el.updateComplete;
    await reaches(el, 'ready');
    el.amount = '200';
    await el.updateComplete;
    await reaches(el, 'ready');
    el.remove();
    await ready();
    expect(history.length).to.equal(before);
  });

  it('is not ready by the blank page that every iframe begins with', async () => {
    const el = await mount({partnerUrl: `${partner}/hang`});
    await reaches(el, 'loading');
    await until(() => iframeOf(el)?.contentWindow);
    await settled(el);
    expect(el.state).to.equal('loading');
  });

  it('stays ready when the page goes on to another by itself', async () => {
    const test = word();
    const el = await ready({partnerUrl: `${partner}/navigates-itself`, params: {test}});
    const frame = iframeOf(el);
    await until(async () => (await askedOf(test)).some(({path}) => path === '/ok'));
    await until(() => new Promise((go) => (posts(frame, {type: 'HERE'}).then(() => go(true)), setTimeout(go, 200))));
    expect(el.state).to.equal('ready');
    expect(iframeOf(el)).to.equal(frame);
  });

  it('gives the frame its title, `clipboard-write`, and no sandbox', async () => {
    const frame = iframeOf(await ready());
    expect(frame?.title).to.equal('Phoenix payment');
    expect(frame?.allow).to.equal(`clipboard-write ${partner}`);
    expect(frame?.hasAttribute('sandbox')).to.equal(false);
    expect(frame?.hasAttribute('srcdoc')).to.equal(false);
  });

  it('passes `label`, `allow` and `sandbox` on as they are', async () => {
    const sandbox = 'allow-scripts allow-same-origin';
    const el = await ready({label: 'Pay Kiosk', allow: 'payment', sandbox});
    expect(iframeOf(el)?.title).to.equal('Pay Kiosk');
    expect(iframeOf(el)?.allow).to.match(/^payment\b/);
    expect(iframeOf(el)?.getAttribute('sandbox')).to.equal(sandbox);
    const frame = iframeOf(el);
    el.label = 'Pay now';
    await settled(el);
    expect([iframeOf(el), frame?.title]).to.deep.equal([frame, 'Pay now']);
  });

  onlyIn(['chromium'], 'the others do not say what a page may do')(
    'lets the partner’s page write to the clipboard, and what `allow` says instead, in truth',
    async () => {
      const features = async (allow?: string): Promise<string[]> => {
        const told = heard('CSP_ECHO');
        const el = await mount({partnerUrl: `${partner}/csp-echo`, ...(allow !== undefined && {allow})});
        const {features} = (await told).data.data as {features: string[]};
        el.remove();
        return features;
      };
      expect(await features())
        .to.include('clipboard-write')
        .and.not.include('camera');
      expect(await features('camera; clipboard-read'))
        .to.include('camera')
        .and.include('clipboard-read')
        .and.not.include('clipboard-write');
      expect(await features('')).to.not.include('clipboard-write');
    },
  );

  it('means the strictest sandbox by an empty one', async () => {
    const el = await mount({sandbox: ''});
    await reaches(el, 'ready');
    expect(iframeOf(el)?.getAttribute('sandbox')).to.equal('');
  });

  it('shows the page at 350 by 600', async () => {
    const {width, height} = await factsOf(iframeOf(await ready()));
    expect([width, height]).to.deep.equal([350, 600]);
  });

  it('leaves the focus where it is, unless the payer takes it there', async () => {
    const input = document.createElement('input');
    const el = await mount();
    el.before(input);
    input.focus();
    await reaches(el, 'ready');
    expect(document.activeElement).to.equal(input);
    await clickInto(el);
  });
});
