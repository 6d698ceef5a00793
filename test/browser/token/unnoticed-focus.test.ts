import {expect} from '@open-wc/testing';
import {Model} from './support/model.js';

const MINUTE = 60_000;

describe('A frame in which the payer has been is in use', () => {
  let model: Model;
  beforeEach(() => (model = new Model(0.5, false)));
  afterEach(async () => {
    await model.leave();
    model.uninstall();
  });

  /** A page can be worked in before its last image has come, and that is when `load` fires. */
  it('even if that was before it had loaded', async () => {
    document.body.append(model.element);
    await model.clock.pass(100);
    const {frame, frames, clock, element} = model;
    if (!frame) throw new Error('no frame');
    frames.focus(frame);
    frames.blur(frame);
    await clock.pass(1000);
    expect(element.state).to.equal('ready');
    await element.refresh();
    await clock.pass(1000);
    expect(model.frame).to.equal(frame);
  });

  it('even if that was while an order was open', async () => {
    document.body.append(model.element);
    await model.clock.pass(1000);
    const {frame, frames, clock, element} = model;
    if (!frame) throw new Error('no frame');
    frames.post(frame, 'ORDER_CREATED');
    frames.focus(frame);
    frames.blur(frame);
    await clock.pass(26 * MINUTE);
    await element.refresh();
    await clock.pass(1000);
    expect(model.frame).to.equal(frame);
  });
});
