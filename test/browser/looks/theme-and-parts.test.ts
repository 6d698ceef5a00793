import {expect} from '@open-wc/testing';
import {emulateMedia} from '@web/test-runner-commands';
import {css} from 'lit';
import {PhoenixPayment} from '../../../src/element.js';
import {partner} from '../../servers.js';
import {engine, onlyIn} from '../../support/engine.js';
import {
  backend,
  box,
  clickInto,
  factsOf,
  iframeOf,
  mount,
  part,
  reaches,
  ready,
  sees,
  settled,
  until,
} from '../../support/mount.js';
import {consoleErrors} from '../../support/stubs.js';

const endpoint = backend();
beforeEach(() => void consoleErrors());
const prefers = onlyIn(['chromium'], 'no other lets a test say what the reader prefers');
afterEach(async () => {
  if (engine === 'chromium') await emulateMedia({colorScheme: 'light', reducedMotion: 'no-preference'});
});

const themeOf = async (el: PhoenixPayment): Promise<string | undefined> => (await factsOf(iframeOf(el))).query['theme'];
const paper = (el: PhoenixPayment): string => getComputedStyle(part(el, 'status')!).backgroundColor;

describe('`theme="auto"`', () => {
  for (const [now, then] of [
    ['light', 'dark'],
    ['dark', 'light'],
  ] as const)
    prefers(`is the reader’s, and follows it live: ${now}, then ${then}`, async () => {
      await emulateMedia({colorScheme: now});
      const el = await ready({theme: 'auto'});
      expect(await themeOf(el)).to.equal(now);
      const old = iframeOf(el);
      await emulateMedia({colorScheme: then});
      await until(() => iframeOf(el) && iframeOf(el) !== old);
      await reaches(el, 'ready');
      expect(await themeOf(el)).to.equal(then);
      expect(endpoint.requests).to.have.lengthOf(1);
    });

  prefers('takes nothing from a payer at work', async () => {
    await emulateMedia({colorScheme: 'light'});
    const el = await ready({theme: 'auto'});
    const frame = iframeOf(el);
    await clickInto(el);
    await emulateMedia({colorScheme: 'dark'});
    await until(() => matchMedia('(prefers-color-scheme: dark)').matches);
    await settled(el);
    expect([iframeOf(el), frame?.isConnected]).to.deep.equal([frame, true]);
  });

  prefers('dresses the element’s own UI', async () => {
    const el = await mount({theme: 'auto', partnerUrl: `${partner}/hang`});
    await reaches(el, 'loading');
    const light = paper(el);
    await emulateMedia({colorScheme: 'dark'});
    await until(() => paper(el) !== light);
  });
});

describe('a theme that is named', () => {
  it('is the payment page’s and the element’s, whatever the reader prefers', async () => {
    if (engine === 'chromium') await emulateMedia({colorScheme: 'dark'});
    const el = await ready({theme: 'light'});
    expect(await themeOf(el)).to.equal('light');
    el.close();
    await reaches(el, 'closed');
    await settled(el);
    const light = paper(el);
    el.theme = 'dark';
    await settled(el);
    expect(paper(el)).to.not.equal(light);
  });
});

describe('reduced motion', () => {
  prefers('slows down what turns', async () => {
    await emulateMedia({reducedMotion: 'reduce'});
    const el = await mount({partnerUrl: `${partner}/hang`});
    await reaches(el, 'loading');
    await settled(el);
    const [turning] = el.shadowRoot!.getAnimations();
    const duration = Number(turning?.effect?.getComputedTiming().duration ?? Infinity);
    expect(duration).to.be.above(3000);
  });
});

describe('the slots', () => {
  for (const [slot, reach] of [
    ['loading', (el: PhoenixPayment) => reaches(el, 'loading')],
    ['error', (el: PhoenixPayment) => reaches(el, 'error')],
    ['closed', (el: PhoenixPayment) => el.close()],
  ] as const)
    it(`replace the element’s own words in their state only: ${slot}`, async () => {
      if (slot === 'error') endpoint.answer('500');
      const el = await mount({partnerUrl: `${partner}/${slot === 'loading' ? 'hang' : 'ok'}`});
      for (const name of ['loading', 'error', 'closed']) {
        const own = Object.assign(document.createElement('p'), {slot: name, textContent: `Kiosk: ${name}`});
        el.append(own);
      }
      if (slot === 'closed') await reaches(el, 'ready');
      await reach(el);
      await reaches(el, slot);
      await settled(el);
      const seen = [...el.children].filter(sees).map(({slot}) => slot);
      expect(seen).to.deep.equal([slot]);
      expect(sees(part(el, 'message'))).to.equal(false);
    });

  it('show nothing over a page that is ready', async () => {
    const el = await ready();
    el.append(Object.assign(document.createElement('p'), {slot: 'loading', textContent: 'x'}));
    expect([...el.children].some(sees)).to.equal(false);
    const {x, y, width, height} = iframeOf(el)!.getBoundingClientRect();
    expect(el.shadowRoot?.elementFromPoint(x + width / 2, y + height / 2)).to.equal(iframeOf(el));
  });
});

describe('the parts and custom properties', () => {
  it('can be styled from outside', async () => {
    const style = document.createElement('style');
    const parts = ['frame', 'status', 'message', 'retry', 'dialog', 'close'];
    style.textContent = parts
      .map((name, i) => `phoenix-payment::part(${name}) {outline: ${i + 1}px solid red}`)
      .join('');
    const parent = box();
    parent.append(style);
    const outline = (el: PhoenixPayment, name: string): string => getComputedStyle(part(el, name)!).outlineWidth;
    const inline = await ready({}, parent);
    expect(outline(inline, 'frame')).to.equal('1px');
    endpoint.answer('500');
    const dialog = await mount({mode: 'dialog', open: true, headers: {x: '1'}}, parent);
    await reaches(dialog, 'error');
    await settled(dialog);
    const seen = parts.slice(1).map((name) => outline(dialog, name));
    expect(seen).to.deep.equal(['2px', '3px', '4px', '5px', '6px']);
  });

  it('colour the element’s own UI', async () => {
    const el = await ready();
    el.close();
    el.style.setProperty('--phoenix-payment-background', 'rgb(1, 2, 3)');
    el.style.setProperty('--phoenix-payment-radius', '21px');
    await reaches(el, 'closed');
    await settled(el);
    expect(paper(el)).to.equal('rgb(1, 2, 3)');
    expect(getComputedStyle(part(el, 'status')!).borderRadius).to.equal('21px');
  });

  it('come from `adoptedStyleSheets` alone', async () => {
    const el = await ready();
    expect(el.shadowRoot?.adoptedStyleSheets.length).to.be.above(0);
    expect(el.shadowRoot?.querySelectorAll('style, link, [style]')).to.have.lengthOf(0);
  });

  it('are there with the first update, also where there is nothing to show, and a subclass has its own', async () => {
    class Framed extends PhoenixPayment {
      static override shadowRootOptions: ShadowRootInit = {...PhoenixPayment.shadowRootOptions, delegatesFocus: true};
      static override styles = [
        PhoenixPayment.styles,
        css`
          :host {
            outline: 5px solid;
          }
        `,
      ];
    }
    customElements.define('framed-payment', Framed);
    const el = new Framed();
    document.body.append(el);
    await el.updateComplete;
    const {display, height, outlineWidth} = getComputedStyle(el);
    el.remove();
    expect([el.state, display, height, outlineWidth]).to.deep.equal(['idle', 'block', '600px', '5px']);
    expect(el.shadowRoot?.delegatesFocus).to.equal(true);
  });
});
