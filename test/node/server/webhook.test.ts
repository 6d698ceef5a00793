import assert from 'node:assert/strict';
import {createHmac} from 'node:crypto';
import {createServer} from 'node:http';
import {describe, test} from 'node:test';
import express from 'express';
import {
  verifyWebhook,
  webhookHandler,
  WebhookError,
  type WebhookEvent,
  type WebhookHandlerOptions,
  type WebhookLogEntry,
} from '../../../src/server/index.js';
import {toNodeListener} from '../../../src/server/node.js';
import {recentIds} from '../../../src/server/seen.js';
import {SECRET, held} from './support/fake-upstream.js';
import {listen} from './support/listen.js';

const NOW = Date.parse('2025-07-01T12:00:00Z');
const URL = 'https://shop.example/webhooks/phoenix';
const EVENT = {
  event: 'order_status_updated',
  id: 'evt_1',
  timestamp: '2025-07-01T11:59:59Z',
  data: {orderId: 'o-1', orderStatus: 'fulfilled', order: {amount: '100'}},
};
const BODY = JSON.stringify(EVENT);

const sign = (body: string, timestamp: string, secret = SECRET) =>
  createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');

const signed = (body: string = BODY, {at = NOW, secret = SECRET}: {at?: number; secret?: string} = {}) => ({
  'content-type': 'application/json',
  'x-webhook-timestamp': String(at),
  'x-webhook-signature': sign(body, String(at), secret),
});

const delivery = (headers: Record<string, string>, body: BodyInit = BODY, method = 'POST') =>
  new Request(URL, method === 'GET' ? {headers} : {method, headers, body});

const options = {clientSecret: SECRET, now: () => NOW};

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

describe('the handler', () => {
  const make = (more: Partial<WebhookHandlerOptions> = {}) => {
    const events: WebhookEvent[] = [];
    const log: WebhookLogEntry[] = [];
    const handle = webhookHandler({
      ...options,
      onEvent: (event) => void events.push(event),
      log: (entry) => log.push(entry),
      ...more,
    });
    return {events, log, handle, deliver: (body = BODY) => handle(delivery(signed(body), body))};
  };

  test('refuses what is not Phoenix’s, without calling onEvent', async () => {
    const {handle, events, log} = make();
    for (const [request, status] of [
      [delivery({}), 401],
      [delivery(signed(BODY, {secret: 'x'})), 401],
      [delivery(signed('[]'), '[]'), 400],
      [delivery(signed(), '', 'GET'), 405],
    ] as const) {
      const response = await handle(request);
      assert.deepEqual([response.status, response.headers.get('content-type')], [status, 'application/problem+json']);
      assert.equal(response.headers.get('allow'), status === 405 ? 'POST' : null);
    }
    assert.deepEqual(events, []);
    assert.deepEqual(
      log.map(({event}) => event),
      Array(4).fill('webhook-refused'),
    );
  });

  test('answers 200 only after onEvent has resolved', async () => {
    const work = held<undefined>();
    const {deliver} = make({onEvent: () => work.promise});
    let answered = false;
    const response = deliver().then((response) => ((answered = true), response));
    await new Promise((resolve) => setTimeout(resolve, 30));
    assert.equal(answered, false);
    work.resolve(undefined);
    assert.equal((await response).status, 200);
  });

  test('answers 500 if onEvent rejects, and hands the next delivery of the event to it again', async () => {
    let calls = 0;
    const {deliver, log} = make({
      onEvent: () => {
        if (++calls === 1) throw new Error(`database away, key ${SECRET}`);
      },
    });
    const first = await deliver();
    assert.equal(first.status, 500);
    assert.doesNotMatch(await first.text(), /database/);
    assert.deepEqual(log[0], {
      event: 'webhook-failed',
      level: 'error',
      id: 'evt_1',
      kind: 'order_status_updated',
      message: 'Error: database away, key [secret]',
    });
    assert.deepEqual([(await deliver()).status, calls], [200, 2]);
  });

  test('hands an event over once, however often it is delivered, in turn or at once', async () => {
    const {deliver, events} = make();
    const statuses = await Promise.all([deliver(), deliver(), deliver()]);
    statuses.push(await deliver());
    assert.deepEqual(
      statuses.map(({status}) => status),
      [200, 200, 200, 200],
    );
    assert.equal(events.length, 1);
  });

  test('deliveries that wait for the same onEvent share its failure', async () => {
    let calls = 0;
    const onEvent = async () => {
      calls++;
      await new Promise((resolve) => setTimeout(resolve, 30));
      throw new Error('no');
    };
    const {deliver} = make({onEvent});
    const both = Promise.all([deliver(), deliver()]);
    assert.deepEqual(
      (await both).map(({status}) => status),
      [500, 500],
    );
    assert.equal(calls, 1);
  });

  test('`seen` may be a Set, an asynchronous store, or a function', async () => {
    const ids = new Set<string>();
    for (const seen of [ids, {has: async (id: string) => ids.has(id), add: async (id: string) => void ids.add(id)}]) {
      ids.clear();
      const first = make({seen});
      await first.deliver();
      const second = make({seen});
      assert.equal((await second.deliver()).status, 200);
      assert.deepEqual([first.events.length, second.events.length, [...ids]], [1, 0, ['evt_1']]);
    }
    const known = make({seen: async (id) => id === 'evt_1'});
    assert.equal((await known.deliver()).status, 200);
    assert.deepEqual(known.events, []);
  });

  test('a store that fails is a 500: better a second delivery than a second payment', async () => {
    const {deliver, events} = make({seen: {has: () => Promise.reject(new Error('redis away')), add: () => {}}});
    assert.equal((await deliver()).status, 500);
    assert.deepEqual(events, []);
  });

  test('what onEvent returns as external_partner_id stands in the answer', async () => {
    const {deliver} = make({onEvent: async () => ({external_partner_id: 'p-7'})});
    assert.deepEqual(await (await deliver()).json(), {received: true, external_partner_id: 'p-7'});
  });

  test('the default memory keeps the newest ids only', () => {
    const seen = recentIds(3);
    for (const id of ['a', 'b', 'c', 'd']) seen.add(id);
    assert.deepEqual(
      ['a', 'b', 'c', 'd'].map((id) => seen.has(id)),
      [false, true, true, true],
    );
  });

  test('over node:http and Express it reads the raw body; behind a JSON parser it says what is wrong', async () => {
    const {handle, log, events} = make({now: () => Date.now()});
    const listener = toNodeListener(handle);
    const app = express();
    app.post('/plain', listener);
    app.post('/raw', express.raw({type: '*/*'}), listener);
    app.post('/json', express.json(), listener);
    const server = await listen(createServer(app));
    const post = (path: string, id: string) => {
      const body = JSON.stringify({...EVENT, id, note: '✓ ü'});
      return fetch(server.origin + path, {method: 'POST', headers: signed(body, {at: Date.now()}), body});
    };
    assert.equal((await post('/plain', 'evt_plain')).status, 200);
    assert.equal((await post('/raw', 'evt_raw')).status, 200);
    assert.deepEqual(
      events.map(({id}) => id),
      ['evt_plain', 'evt_raw'],
    );
    assert.equal((await post('/json', 'evt_json')).status, 500);
    assert.match((log.at(-1) as {message: string}).message, /body parser/);
    await server.close();
  });
});
