import {expect} from '@open-wc/testing';
import {setViewport} from '@web/test-runner-commands';
import type {PhoenixPayment} from '../../../src/element.js';
import {partner} from '../../servers.js';
import {onlyIn} from '../../support/engine.js';
import {hostPage} from '../../support/host-page.js';
import {backend, box, iframeOf, mount, part, reaches, ready, sees, settled, until} from '../../support/mount.js';
import {consoleErrors} from '../../support/stubs.js';

const endpoint = backend();
beforeEach(() => void consoleErrors());
afterEach(() => setViewport({width: 800, height: 600}));

const onPhones = onlyIn(['chromium', 'firefox'], 'its window is at least 447 px wide');

const rect = (element: Element): number[] => {
  const {x, y, width, height} = element.getBoundingClientRect();
  return [x, y, width, height];
};

/** The element in each of its states, one after the other. */
const passes: [PhoenixPayment['state'], (el: PhoenixPayment) => unknown][] = [
  ['authorizing', () => {}],
  ['loading', () => {}],
  ['ready', () => {}],
  ['closed', (el) => el.close()],
  ['error', (el) => (el.amount = 'x')],
  ['idle', (el) => (el.amount = '')],
];

describe('the box', () => {
  for (const dir of ['ltr', 'rtl'])
    for (const width of [320, 800])
      (width < 450 ? onPhones : it)(
        `is the same in every state, and so is what stands below it: ${dir}, ${width} px`,
        async () => {
          await setViewport({width, height: 900});
          const parent = box();
          parent.dir = dir;
          const below = document.createElement('p');
          below.textContent = 'What stands below';
          const el = await mount({amount: ''}, parent);
          parent.append(below);
          await settled(el);
          const before = [rect(el), rect(below)];
          const seen = new Map<string, number[][]>();
          el.addEventListener('phoenix-statechange', () => seen.set(el.state, [rect(el), rect(below)]));
          el.amount = '1';
          for (const [state, go] of passes) {
            go(el);
            await until(() => seen.has(state));
            await reaches(el, state === 'authorizing' || state === 'loading' ? 'ready' : state);
            expect([rect(el), rect(below)], state).to.deep.equal(before);
          }
          for (const [state, rects] of seen) expect(rects, state).to.deep.equal(before);
          expect(document.documentElement.scrollWidth).to.be.at.most(width);
        },
      );

  it('is 350 by 600 unless it is wished otherwise, and so is the frame', async () => {
    const el = await ready();
    expect(rect(el).slice(2)).to.deep.equal([350, 600]);
    expect(rect(iframeOf(el)!)).to.deep.equal(rect(el));
    el.style.setProperty('--phoenix-payment-width', '400px');
    el.style.setProperty('--phoenix-payment-height', '700px');
    expect(rect(el).slice(2)).to.deep.equal([400, 700]);
    expect(rect(iframeOf(el)!).slice(2)).to.deep.equal([400, 700]);
  });

  onPhones('is as wide as a narrow screen, with all that is in it', async () => {
    await setViewport({width: 320, height: 640});
    endpoint.answer('500');
    const el = await mount();
    await reaches(el, 'error');
    expect(document.documentElement.scrollWidth).to.equal(320);
    for (const name of ['message', 'retry']) {
      const {left, right} = part(el, name)!.getBoundingClientRect();
      expect(left).to.be.at.least(0);
      expect(right).to.be.at.most(320);
    }
  });

  it('does not show with `hidden`', async () => {
    const el = await ready();
    el.hidden = true;
    expect(sees(el)).to.equal(false);
  });
});

describe('the layout', () => {
  onlyIn(['chromium'], 'no other measures shifts')('does not shift from nothing to ready', async () => {
    const shifts: number[] = [];
    const observer = new PerformanceObserver((list) =>
      shifts.push(...list.getEntries().map((entry) => (entry as unknown as {value: number}).value)),
    );
    const parent = box();
    const el = await mount({amount: ''}, parent);
    parent.append(Object.assign(document.createElement('p'), {textContent: 'What stands below'}));
    await settled(el);
    observer.observe({type: 'layout-shift'});
    el.amount = '1';
    await reaches(el, 'ready');
    await settled(el);
    shifts.push(...observer.takeRecords().map((entry) => (entry as unknown as {value: number}).value));
    observer.disconnect();
    expect(shifts).to.deep.equal([]);
  });

  it('shows the tag’s own content until the element is defined, and not after', async () => {
    const body = '<phoenix-payment><a href="/pay">Pay by another way</a></phoenix-payment>';
    const before = await hostPage({body, script: false});
    expect(sees(before.document.querySelector('a'))).to.equal(true);
    const after = await hostPage({body});
    await until(() => after.document.querySelector('phoenix-payment')?.shadowRoot);
    expect(sees(after.document.querySelector('a'))).to.equal(false);
  });
});

describe('a dialog', () => {
  it('stands in the middle, and its close button at the corner where a line ends', async () => {
    for (const [dir, side] of [
      ['ltr', 'right'],
      ['rtl', 'left'],
    ] as const) {
      await setViewport({width: 800, height: 900});
      const parent = box();
      parent.dir = dir;
      const el = await mount({mode: 'dialog', open: true, partnerUrl: `${partner}/ok`}, parent);
      await reaches(el, 'ready');
      const dialog = part(el, 'dialog')!.getBoundingClientRect();
      const close = part(el, 'close')!.getBoundingClientRect();
      expect([dialog.width, dialog.height, dialog.left]).to.deep.equal([350, 600, 225]);
      expect(Math.abs((close.left + close.right) / 2 - dialog[side]), dir).to.be.below(30);
      expect(close.width).to.be.at.least(24);
      el.close();
      await settled(el);
    }
  });

  onPhones('fills a phone’s screen', async () => {
    await setViewport({width: 320, height: 568});
    const el = await mount({mode: 'dialog', open: true});
    await reaches(el, 'ready');
    expect(rect(part(el, 'dialog')!)).to.deep.equal([0, 0, 320, 568]);
    const frame = iframeOf(el)!.getBoundingClientRect();
    const close = part(el, 'close')!.getBoundingClientRect();
    expect([frame.left, frame.right, frame.bottom]).to.deep.equal([0, 320, 568]);
    expect([close.left >= 0, close.top >= 0, close.right <= 320]).to.deep.equal([true, true, true]);
    expect(close.bottom, 'it hides nothing of the page').to.be.at.most(frame.top);
  });
});
