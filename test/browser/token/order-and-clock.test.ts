import {expect} from '@open-wc/testing';
import {Model} from './support/model.js';

const MINUTE = 60_000;

/** A clock set forward cannot be told from a sleep until a server's `Date` has come; until then, nothing is given up. */
it('An open order outlives a clock that is set forward', async () => {
  const model = new Model(0.5, false);
  try {
    document.body.append(model.element);
    await model.clock.pass(1000);
    const {frame, frames, clock, element} = model;
    if (!frame) throw new Error('no frame');
    await clock.pass(5 * MINUTE);
    frames.post(frame, 'ORDER_CREATED');
    await clock.pass(MINUTE);
    clock.set(30 * MINUTE);
    await element.refresh();
    clock.set(30 * MINUTE);
    await clock.pass(3 * MINUTE);
    expect(model.frame).to.equal(frame);
  } finally {
    await model.leave();
    model.uninstall();
  }
});
