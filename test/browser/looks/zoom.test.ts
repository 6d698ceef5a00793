import {expect} from '@open-wc/testing';
import {messages} from '../../../src/testing/index.js';
import {partner} from '../../servers.js';
import {cdp} from '../../support/cdp.js';
import {suiteIn} from '../../support/engine.js';
import {backend, box, iframeOf, mount, part, posts, reaches, sees, settled, until} from '../../support/mount.js';
import {consoleErrors} from '../../support/stubs.js';

backend();

/** Zoom is a smaller page with larger pixels: a window of 1280 × 800 or so, and the screens that a phone has. */
const SCREENS: [string, number, number, number][] = [
  ['200 %', 640, 400, 2],
  ['400 %', 320, 256, 4],
  ['a phone', 320, 568, 2],
  ['a phone on its side', 568, 320, 2],
];

/** Whether scrolling brings the whole of it into what is seen of its box, and its box into the window. */
function expectReachable(element: HTMLElement | null, scroller: HTMLElement | null): void {
  const name = element?.part.value || element?.tagName;
  expect(sees(element), name).to.equal(true);
  const rects = (['start', 'end'] as const).map((block) => {
    element!.scrollIntoView({block, inline: 'nearest'});
    return [element!.getBoundingClientRect(), scroller!.getBoundingClientRect()] as const;
  });
  const [[first, around] = [], [last, within] = []] = rects;
  expect(first!.top, `top of ${name}`).to.be.at.least(Math.max(0, around!.top) - 0.5);
  expect(last!.bottom, `bottom of ${name}`).to.be.at.most(Math.min(innerHeight, within!.bottom) + 0.5);
  expect(last!.left, `left of ${name}`).to.be.at.least(Math.max(0, within!.left) - 0.5);
  expect(last!.right, `right of ${name}`).to.be.at.most(Math.min(innerWidth, within!.right) + 0.5);
}

const scrollsBothWays = (): boolean => document.documentElement.scrollWidth > innerWidth;

/** Words that no box of this size holds. */
const LONG = 'It takes more words to say this than there is room for, and each of them is to be read. '.repeat(3);
const WORDY = {slow: LONG, leaving: LONG};

suiteIn(['chromium'], 'no other has its window scaled by a test')('zoom', () => {
  beforeEach(() => void consoleErrors());
  after(() => cdp('Emulation.clearDeviceMetricsOverride'));

  for (const [what, width, height, deviceScaleFactor] of SCREENS)
    for (const lang of ['de', 'ar'])
      describe(`to ${what}, in ${lang}`, () => {
        let parent: HTMLElement;
        beforeEach(async () => {
          parent = box();
          Object.assign(parent, {lang, dir: lang === 'ar' ? 'rtl' : 'ltr'});
          await cdp('Emulation.setDeviceMetricsOverride', {width, height, deviceScaleFactor, mobile: false});
          await until(() => innerWidth === width && innerHeight === height);
        });
        it('leaves an error whole, and the page scrolls one way only', async () => {
          const el = await mount({partnerUrl: `${partner}/hang`, frameTimeout: 200}, parent);
          await reaches(el, 'error');
          await until(() => part(el, 'retry')?.textContent !== 'Try again');
          for (const name of ['message', 'retry', 'newtab']) expectReachable(part(el, name), part(el, 'status'));
          expect(scrollsBothWays()).to.equal(false);
        });

        it('leaves a dialog, its button and its frame within the window', async () => {
          const el = await mount({mode: 'dialog', open: true}, parent);
          await reaches(el, 'ready');
          await settled(el);
          for (const element of [part(el, 'close'), iframeOf(el)]) {
            const {top, left, bottom, right} = element!.getBoundingClientRect();
            expect([top >= 0, left >= 0, bottom <= height, right <= width]).to.deep.equal([true, true, true, true]);
          }
          expect(iframeOf(el)!.offsetHeight, 'room for the page').to.be.at.least(200);
          expect(scrollsBothWays()).to.equal(false);
        });

        it('leaves an error and the question before leaving an order whole in a dialog, whatever their words', async () => {
          const dialog = {mode: 'dialog', open: true, messages: WORDY} as const;
          const failed = await mount({...dialog, partnerUrl: `${partner}/hang`, frameTimeout: 200}, parent);
          await reaches(failed, 'error');
          await settled(failed);
          for (const name of ['message', 'retry', 'newtab'])
            expectReachable(part(failed, name), part(failed, 'status'));
          failed.remove();
          const el = await mount(dialog, parent);
          await reaches(el, 'ready');
          await posts(iframeOf(el), messages.orderCreated());
          part(el, 'close')?.click();
          await until(() => sees(part(el, 'confirm')));
          const text = part(el, 'confirm')!.querySelector('p');
          for (const element of [text, part(el, 'stay'), part(el, 'leave')])
            expectReachable(element, part(el, 'confirm'));
          expectReachable(part(el, 'close'), part(el, 'dialog'));
        });
      });
});
