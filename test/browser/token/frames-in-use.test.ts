import {expect} from '@open-wc/testing';
import {settled, until} from '../../support/mount.js';
import {checkout} from './support/checkout.js';
import {HOUR, MINUTE} from './support/payer.js';

const it$ = checkout();

describe('A frame', () => {
  it('that has been clicked into is not replaced while its token lives', async () => {
    await it$.its.open();
    const {frame} = it$.its;
    await it$.its.clickIn();
    await it$.its.renew();
    (document.activeElement as HTMLElement).blur();
    await it$.its.renew();
    expect(it$.its.frame).to.equal(frame);
    expect(await it$.its.loads()).to.equal(1);
    expect(it$.its.el.stale).to.equal(false);
  });

  it('in use becomes stale with its token: it is told once, and stays while focus is inside', async () => {
    await it$.its.open();
    const {frame} = it$.its;
    const {expiresAt} = it$.its.el;
    await it$.its.clickIn();
    await it$.its.clock.pass(HOUR + MINUTE);
    await settled(it$.its.el);
    expect(it$.its.el.stale).to.equal(true);
    expect(it$.its.seen.details('phoenix-stale')).to.deep.equal([{expiresAt}]);
    expect(it$.its.frame).to.equal(frame);
    expect(it$.its.el.state).to.equal('ready');
    await it$.its.clickOut();
    await until(() => it$.its.frame !== frame && it$.its.frames === 1);
    expect(it$.its.el.stale).to.equal(false);
    expect(it$.its.seen.names('phoenix-stale')).to.have.lengthOf(1);
  });

  it('with an open order is kept until 25 minutes have gone, stale or not', async () => {
    await it$.its.open();
    const {frame} = it$.its;
    await it$.its.clock.pass(50 * MINUTE);
    await it$.its.post('ORDER_CREATED');
    await it$.its.clock.pass(24 * MINUTE);
    await settled(it$.its.el);
    expect(it$.its.el.stale).to.equal(true);
    expect(it$.its.frame).to.equal(frame);
    await it$.its.clock.pass(MINUTE);
    await until(() => it$.its.frame !== frame && it$.its.frames === 1);
    expect(await it$.its.loads()).to.equal(2);
  });

  for (const type of ['TRANSACTION_SUCCESS', 'PAYMENT_FAILED'])
    it(`of a finished payment (${type}) is never replaced, nor hidden by an error`, async () => {
      await it$.its.open();
      const {frame} = it$.its;
      await it$.its.post('ORDER_CREATED');
      await it$.its.post(type);
      it$.its.failing = true;
      await it$.its.clock.pass(3 * HOUR);
      it$.its.failing = false;
      await it$.its.renew();
      expect(it$.its.frame).to.equal(frame);
      expect(await it$.its.loads()).to.equal(1);
      expect(it$.its.el.state).to.equal('ready');
    });
});
