import {expect} from '@open-wc/testing';
import {Model} from './support/model.js';

/** A page can be worked in before its last image has come, and that is when `load` fires. */
it('A frame in which the payer has been before it had loaded is in use', async () => {
  const model = new Model(0.5, false);
  try {
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
  } finally {
    await model.leave();
    model.uninstall();
  }
});
