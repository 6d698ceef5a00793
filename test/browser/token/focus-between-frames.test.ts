import {expect} from '@open-wc/testing';
import {partner} from '../../servers.js';
import {box, clickIntoFrame, ready, until} from '../../support/mount.js';
import {checkout} from './support/checkout.js';
import {jwt} from './support/fake-backend.js';
import {HOUR, MINUTE} from './support/payer.js';

const SECOND = 1000;
const it$ = checkout();

/** The page's own frame, beside the element. */
async function neighbour(): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe');
  Object.assign(frame.style, {position: 'fixed', top: '0', left: '420px', width: '350px', height: '250px'});
  frame.src = `${partner}/ok?word=neighbour`;
  const loaded = new Promise((resolve) => (frame.onload = resolve));
  box().append(frame);
  await loaded;
  return frame;
}

describe('Focus that comes into the frame from another frame, and leaves for it, of which no event tells', () => {
  it('is seen within a second: the frame is in use, and is not replaced', async () => {
    const other = await neighbour();
    await it$.its.open();
    const {frame} = it$.its;
    await clickIntoFrame(other);
    await it$.its.clock.pass(1);
    await clickIntoFrame(frame);
    await it$.its.clock.pass(SECOND);
    await clickIntoFrame(other);
    await it$.its.renew();
    expect(it$.its.frame).to.equal(frame);
    expect(await it$.its.loads()).to.equal(1);
  });

  it('is seen to have left a stale frame within a second, which is then replaced', async () => {
    const other = await neighbour();
    await it$.its.open();
    const {frame} = it$.its;
    await clickIntoFrame(frame);
    await it$.its.clock.pass(HOUR + MINUTE);
    expect(it$.its.el.stale).to.equal(true);
    expect(it$.its.frame).to.equal(frame);
    await clickIntoFrame(other);
    await it$.its.clock.pass(SECOND);
    await until(() => it$.its.frame !== frame && it$.its.frames === 1);
  });

  it('is looked for by one timer for all elements, and by none once it is back in the page', async () => {
    const other = await neighbour();
    await it$.its.open();
    await ready({
      fetchToken: () => Promise.resolve(jwt({exp: it$.its.clock.server + HOUR})),
      partnerUrl: `${partner}/ok`,
    });
    await clickIntoFrame(other);
    expect(await timersIn(10 * SECOND)).to.equal(10);
    await it$.its.clickOut();
    expect(await timersIn(10 * SECOND)).to.equal(0);
  });
});

/** How many timers are set while so much time passes. */
async function timersIn(ms: number): Promise<number> {
  const {clock} = it$.its;
  await clock.pass(SECOND);
  const set = globalThis.setTimeout;
  let count = 0;
  globalThis.setTimeout = ((...args: Parameters<typeof set>) => {
    count++;
    return set(...args);
  }) as typeof set;
  await clock.pass(ms);
  globalThis.setTimeout = set;
  return count;
}
