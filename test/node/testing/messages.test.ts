import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {messages} from '../../../src/testing/index.js';

/** The documentation's own table. */
const DOCUMENTED: Readonly<Record<string, readonly string[]>> = {
  ORDER_CREATED: [
    'order_id',
    'created_at',
    'buyer_address',
    'seller_address',
    'send_amount',
    'receive_amount',
    'uniqueness_amount',
    'receiving_chain_id',
    'zelle_address',
  ],
  TRANSACTION_SUCCESS: ['amount', 'token', 'chain', 'walletAddress', 'sendAmount', 'transactionHash', 'basescanLink'],
  PAYMENT_CREATED: ['id', 'lifespan', 'order', 'urlParams', 'paymentLinkURL', 'status', 'createdAt', 'updatedAt'],
  OPEN_EXPLORER_URL: ['url'],
};

describe('The sample messages', () => {
  it('carry the documented fields, all of them and no others', () => {
    for (const {type, data} of [
      messages.orderCreated(),
      messages.transactionSuccess(),
      messages.paymentCreated(),
      messages.openExplorerUrl(),
    ]) {
      assert.deepEqual(Object.keys(data), DOCUMENTED[type], type);
    }
  });

  it('hold strings wherever strings are documented', () => {
    for (const {data} of [messages.orderCreated(), messages.transactionSuccess()]) {
      for (const [field, value] of Object.entries(data)) assert.equal(typeof value, 'string', field);
    }
  });

  it('have no data where none is documented', () => {
    assert.deepEqual(messages.cancel(), {type: 'CANCEL'});
    assert.deepEqual(messages.userDone(), {type: 'USER_DONE'});
    assert.deepEqual(messages.paymentFailed(), {type: 'PAYMENT_FAILED'});
    assert.deepEqual(messages.paymentCancelled(), {type: 'PAYMENT_CANCELLED'});
  });

  it('know both shapes of OPEN_EXPLORER_URL', () => {
    assert.deepEqual(messages.openExplorerUrl('https://a.example/'), {
      type: 'OPEN_EXPLORER_URL',
      data: {url: 'https://a.example/'},
    });
    assert.deepEqual(messages.openExplorerUrlFlat('https://a.example/'), {
      type: 'OPEN_EXPLORER_URL',
      url: 'https://a.example/',
    });
  });

  it('take what a test wants to say, and keep the rest', () => {
    const {data} = messages.orderCreated({order_id: 'mine'});
    assert.equal(data.order_id, 'mine');
    assert.equal(data.receiving_chain_id, '8453');
    assert.deepEqual(messages.paymentFailed({reason: 'bank'}), {type: 'PAYMENT_FAILED', data: {reason: 'bank'}});
    assert.equal(messages.unknown('LATER').type, 'LATER');
  });

  it('can be posted: every one survives a structured clone', () => {
    for (const make of Object.values(messages)) {
      const message = make();
      assert.deepEqual(structuredClone(message), message);
    }
  });
});
