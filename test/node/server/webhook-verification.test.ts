import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {verifyWebhook, webhookHandler, WebhookError, type WebhookHandlerOptions} from '../../../src/server/index.js';
import {SECRET} from './support/fake-upstream.js';
import {BODY, EVENT, NOW, delivery, options, signed} from './support/webhook-delivery.js';

describe('a delivery is not believed', () => {
  const headers = signed();
  const {'x-webhook-signature': signature, ...unsigned} = headers;
  const flipped = signature.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
  const cases: [string, Request, string][] = [
    ['that is no POST', delivery(headers, '', 'GET'), 'method'],
    ['without any proof', delivery({}), 'unsigned'],
    ['with a timestamp only', delivery(unsigned), 'unsigned'],
    ['with a bearer secret nobody expects', delivery({authorization: `Bearer ${SECRET}`}), 'unsigned'],
    ['signed with another secret', delivery(signed(BODY, {secret: 'another'})), 'signature'],
    ['with one digit of the signature changed', delivery({...headers, 'x-webhook-signature': flipped}), 'signature'],
    ['with half a signature', delivery({...headers, 'x-webhook-signature': signature.slice(0, 32)}), 'signature'],
    ['with a signature that is not hex', delivery({...headers, 'x-webhook-signature': 'z'.repeat(64)}), 'signature'],
    ['with one byte of the body changed', delivery(headers, BODY.replace('100', '900')), 'signature'],
    ['with the body formatted anew', delivery(headers, JSON.stringify(EVENT, null, 2)), 'signature'],
    ['with the timestamp changed', delivery({...headers, 'x-webhook-timestamp': String(NOW - 1)}), 'signature'],
    ['without a timestamp', delivery({'x-webhook-signature': signature}), 'timestamp'],
    ['with a timestamp that is no number', delivery({...headers, 'x-webhook-timestamp': '1e12'}), 'timestamp'],
    ['that is 5 minutes and a bit old', delivery(signed(BODY, {at: NOW - 300_001})), 'stale'],
    ['that comes from the future', delivery(signed(BODY, {at: NOW + 300_001})), 'stale'],
    ['whose signed body is no JSON', delivery(signed('hello'), 'hello'), 'malformed'],
    ['whose signed body is no event', delivery(signed('{"id":""}'), '{"id":""}'), 'malformed'],
    ['that is larger than 1 MiB', delivery(signed('x'.repeat(1_048_577)), 'x'.repeat(1_048_577)), 'too-large'],
  ];
  for (const [name, request, code] of cases)
    test(name, async () => {
      await assert.rejects(
        verifyWebhook(request, options),
        (error) => error instanceof WebhookError && error.code === code,
      );
    });

  test('under the older scheme with another secret, or with a wrong signature beside the right secret', async () => {
    const both = {...options, webhookSecret: 'whsec'};
    const code = (code: string) => (error: unknown) => (error as WebhookError).code === code;
    await assert.rejects(verifyWebhook(delivery({authorization: 'Bearer whsec2'}), both), code('signature'));
    await assert.rejects(verifyWebhook(delivery({authorization: 'Bearer '}), both), code('unsigned'));
    const mixed = {...headers, 'x-webhook-signature': flipped, authorization: 'Bearer whsec'};
    await assert.rejects(verifyWebhook(delivery(mixed), both), code('signature'));
  });

  test('whose body a parser has eaten', async () => {
    const request = delivery(headers);
    await request.text();
    await assert.rejects(verifyWebhook(request, options), (error) => (error as WebhookError).code === 'body-read');
  });

  test('without a secret to check with, or with a tolerance in milliseconds, nothing starts', () => {
    const onEvent = () => {};
    assert.throws(() => webhookHandler({clientSecret: '', onEvent}), TypeError);
    assert.throws(() => webhookHandler({clientSecret: SECRET, tolerance: 300_000, onEvent}), /seconds/);
    assert.throws(() => webhookHandler({clientSecret: SECRET} as WebhookHandlerOptions), /onEvent/);
  });
});

describe('a delivery is believed', () => {
  test('with the signature over the raw body', async () => {
    assert.deepEqual(await verifyWebhook(delivery(signed()), options), EVENT);
  });
  test('in capital hex digits, at either end of the window', async () => {
    for (const at of [NOW - 300_000, NOW + 300_000]) {
      const headers = signed(BODY, {at});
      headers['x-webhook-signature'] = headers['x-webhook-signature'].toUpperCase();
      assert.equal((await verifyWebhook(delivery(headers), options)).id, 'evt_1');
    }
  });
  test('with tolerance in seconds', async () => {
    const late = () => delivery(signed(BODY, {at: NOW - 600_000}));
    assert.ok(await verifyWebhook(late(), {...options, tolerance: 600}));
    await assert.rejects(verifyWebhook(late(), {...options, tolerance: 599}));
  });
  test('under the older scheme, where its secret is given', async () => {
    const request = delivery({authorization: 'Bearer whsec'});
    assert.deepEqual(await verifyWebhook(request, {...options, webhookSecret: 'whsec'}), EVENT);
  });
  test('of a kind, a status and with fields that nobody has documented', async () => {
    for (const event of [
      {event: 'order_refunded', id: 'evt_2', extra: [1]},
      {event: 'order_status_change', id: 'evt_3', data: {orderStatus: 'lost', more: {}}},
      {event: 'order_created', id: 'evt_4', data: {order: {ünïcode: '✓'}}},
    ]) {
      const body = JSON.stringify(event);
      assert.deepEqual(await verifyWebhook(delivery(signed(body), body), options), {data: {}, ...event});
    }
  });
  test('and its type tells kinds apart', async () => {
    const event = await verifyWebhook(delivery(signed()), options);
    switch (event.event) {
      case 'order_created':
        assert.fail();
        break;
      case 'order_status_updated':
      case 'order_status_change':
        assert.equal(event.data.orderStatus satisfies string | undefined, 'fulfilled');
        assert.equal(event.data.orderId satisfies string | undefined, 'o-1');
    }
  });
});
