import FakeTimers from '@sinonjs/fake-timers';
import {expect} from '@open-wc/testing';
import {Payment} from '../../../src/frame/payment.js';

const after = (...types: string[]): Payment => {
  const payment = new Payment();
  for (const type of types) payment.heard(type);
  return payment;
};

describe('what a payment has come to', () => {
  const stories: [string[], Payment['outcome']][] = [
    [[], 'none'],
    [['SOMETHING_NEW', 'OPEN_EXPLORER_URL', 'PAYMENT_CREATED', 'USER_DONE', 'toString'], 'none'],
    [['ORDER_CREATED'], 'ordered'],
    [['ORDER_CREATED', 'TRANSACTION_SUCCESS'], 'succeeded'],
    [['TRANSACTION_SUCCESS'], 'succeeded'],
    [['ORDER_CREATED', 'PAYMENT_FAILED'], 'failed'],
    [['PAYMENT_FAILED'], 'failed'],
    [['ORDER_CREATED', 'PAYMENT_CANCELLED'], 'cancelled'],
    [['ORDER_CREATED', 'CANCEL'], 'cancelled'],
    [['CANCEL'], 'cancelled'],
    [['ORDER_CREATED', 'TRANSACTION_SUCCESS', 'USER_DONE'], 'succeeded'],
    [['ORDER_CREATED', 'TRANSACTION_SUCCESS', 'CANCEL'], 'succeeded'],
    [['ORDER_CREATED', 'TRANSACTION_SUCCESS', 'PAYMENT_FAILED'], 'succeeded'],
    [['ORDER_CREATED', 'PAYMENT_FAILED', 'ORDER_CREATED'], 'ordered'],
    [['ORDER_CREATED', 'PAYMENT_FAILED', 'TRANSACTION_SUCCESS'], 'succeeded'],
  ];
  for (const [types, outcome] of stories)
    it(`is ${outcome} after ${types.join(', ') || 'nothing'}`, () => expect(after(...types).outcome).to.equal(outcome));

  it('is over once it has come to an end, and open only in between', () => {
    const seen = (payment: Payment) => [payment.open, payment.over];
    expect(seen(after())).to.deep.equal([false, false]);
    expect(seen(after('ORDER_CREATED'))).to.deep.equal([true, false]);
    for (const end of ['TRANSACTION_SUCCESS', 'PAYMENT_FAILED', 'PAYMENT_CANCELLED', 'CANCEL'])
      expect(seen(after('ORDER_CREATED', end)), end).to.deep.equal([false, true]);
  });

  it('is open for 25 minutes after the newest order, and not over after that', () => {
    const clock = FakeTimers.install({toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance']});
    try {
      const payment = after('ORDER_CREATED');
      clock.tick(20 * 60_000);
      payment.heard('ORDER_CREATED');
      clock.tick(25 * 60_000 - 1000);
      expect(payment.open).to.equal(true);
      clock.tick(1000);
      expect([payment.open, payment.over]).to.deep.equal([false, false]);
    } finally {
      clock.uninstall();
    }
  });
});
