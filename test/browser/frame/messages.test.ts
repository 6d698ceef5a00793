import {expect} from '@open-wc/testing';
import {messages} from '../../../src/testing/index.js';
import {partner} from '../../servers.js';
import {EVENTS, recorded} from '../../support/events.js';
import {backend, iframeOf, mount, posts, reaches, ready, settled, until} from '../../support/mount.js';

const ANSWERS = EVENTS.filter((name) => !/statechange|token|ready|stale|error|message/.test(name));

describe('a message of the partner’s page', () => {
  backend();

  const {orderCreated, transactionSuccess, paymentCreated, paymentFailed, paymentCancelled, unknown} = messages;
  const order = orderCreated();
  const success = transactionSuccess();
  const link = paymentCreated();
  const stories: [string, unknown, string[], object | undefined, string][] = [
    ['an order', order, ['phoenix-order-created'], order.data, 'ordered'],
    [
      'an order with less and more in it',
      {type: 'ORDER_CREATED', data: {order_id: 7, extra: [1]}},
      ['phoenix-order-created'],
      {order_id: 7, extra: [1]},
      'ordered',
    ],
    ['a success', success, ['phoenix-success'], success.data, 'succeeded'],
    [
      'a success without a hash',
      {type: 'TRANSACTION_SUCCESS', data: {amount: '5'}, more: 1},
      ['phoenix-success'],
      {amount: '5'},
      'succeeded',
    ],
    [
      'a failure',
      paymentFailed({reason: 'bank'}),
      ['phoenix-failed'],
      {type: 'PAYMENT_FAILED', reason: 'bank'},
      'failed',
    ],
    [
      'a failure with a type in its data',
      paymentFailed({type: 'X'}),
      ['phoenix-failed'],
      {type: 'PAYMENT_FAILED'},
      'failed',
    ],
    ['a failure without data', {type: 'PAYMENT_FAILED'}, ['phoenix-failed'], {type: 'PAYMENT_FAILED'}, 'failed'],
    [
      'a cancelled payment',
      paymentCancelled({by: 'x'}),
      ['phoenix-failed'],
      {type: 'PAYMENT_CANCELLED', by: 'x'},
      'cancelled',
    ],
    ['a payment link', link, ['phoenix-payment-link'], link.data, 'none'],
    ['a type nobody has documented', unknown(), [], undefined, 'none'],
    ['a type that is a name of JavaScript’s', {type: 'constructor'}, [], undefined, 'none'],
  ];
  for (const [what, message, names, detail, payment] of stories)
    it(`is told as it is: ${what}`, async () => {
      const el = await ready();
      const seen = recorded(el);
      await posts(iframeOf(el), message);
      const {type, data} = message as {type: string; data?: unknown};
      expect(seen.details('phoenix-message')[0]).to.deep.equal({type, data});
      expect(seen.names(...ANSWERS)).to.deep.equal(names);
      if (names[0]) expect(seen.details(names[0] as 'phoenix-success')[0]).to.deep.equal(detail);
      await settled(el);
      expect([el.payment, el.state]).to.deep.equal([payment, 'ready']);
    });

  for (const [what, message] of [
    ['a success', {type: 'TRANSACTION_SUCCESS'}],
    ['a success whose data is a text', {type: 'TRANSACTION_SUCCESS', data: 'done'}],
    ['a success whose data is null', {type: 'TRANSACTION_SUCCESS', data: null}],
  ] as const)
    it(`is a success all the same with nothing known of it: ${what}`, async () => {
      const el = await ready();
      const seen = recorded(el);
      await posts(iframeOf(el), message);
      expect(seen.names('phoenix-success')).to.have.lengthOf(1);
      expect(el.payment).to.equal('succeeded');
    });

  for (const other of [null, 'CANCEL', 7, [], {}, {type: 7}, {data: {}}])
    it(`is none as ${JSON.stringify(other)}, silently`, async () => {
      const el = await ready();
      const seen = recorded(el);
      await posts(iframeOf(el), other);
      expect(seen.details('phoenix-message')).to.have.lengthOf(1);
      expect(seen.names(...ANSWERS)).to.deep.equal([]);
    });

  it('is told in the order in which the partner posts', async () => {
    const el = await ready();
    const seen = recorded(el);
    await posts(iframeOf(el), unknown('A'), order, unknown('B'), success);
    const types = seen.details('phoenix-message').map(({type}) => type);
    expect(types.slice(0, 4)).to.deep.equal(['A', 'ORDER_CREATED', 'B', 'TRANSACTION_SUCCESS']);
  });

  it('is told although the page has not loaded yet', async () => {
    const el = await mount({partnerUrl: `${partner}/never-ends`});
    const seen = recorded(el);
    await until(() => seen.names('phoenix-message').length);
    expect(seen.details('phoenix-message')[0]?.type).to.equal('ALIVE');
    expect(el.state).to.equal('loading');
  });

  for (const [type, name, payment] of [
    ['CANCEL', 'phoenix-cancel', 'cancelled'],
    ['USER_DONE', 'phoenix-done', 'none'],
  ] as const) {
    it(`closes the frame: ${type}`, async () => {
      const el = await ready();
      const seen = recorded(el);
      const left = iframeOf(el);
      left?.contentWindow?.postMessage({do: 'send', messages: [{type}]}, '*');
      await reaches(el, 'closed');
      expect(iframeOf(el)).to.equal(null);
      expect(left?.isConnected).to.equal(false);
      expect(seen.names(name, 'phoenix-statechange')).to.deep.equal([name, 'phoenix-statechange']);
      expect(seen.details(name)[0]).to.equal(null);
      expect(el.payment).to.equal(payment);
    });

    it(`leaves the frame where ${name} is prevented`, async () => {
      const el = await ready();
      el.addEventListener(name, (event) => event.preventDefault());
      const frame = iframeOf(el);
      await posts(frame, {type});
      await settled(el);
      expect(el.state).to.equal('ready');
      expect(iframeOf(el)).to.equal(frame);
    });
  }

  it('keeps a success through USER_DONE', async () => {
    const el = await ready();
    await posts(iframeOf(el), success);
    iframeOf(el)?.contentWindow?.postMessage({do: 'send', messages: [messages.userDone()]}, '*');
    await reaches(el, 'closed');
    expect(el.payment).to.equal('succeeded');
  });

  it('starts a new payment with a new load', async () => {
    const el = await ready();
    await posts(iframeOf(el), success);
    el.reload();
    await el.updateComplete;
    await reaches(el, 'ready');
    expect(el.payment).to.equal('none');
  });
});
