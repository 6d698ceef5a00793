import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {describe, test} from 'node:test';
import express from 'express';
import {
  webhookHandler,
  type WebhookEvent,
  type WebhookHandlerOptions,
  type WebhookLogEntry,
} from '../../../src/server/index.js';
import {toNodeListener} from '../../../src/server/node.js';
import {recentIds} from '../../../src/server/seen.js';
import {SECRET, held} from './support/fake-upstream.js';
import {listen} from './support/listen.js';
import {BODY, EVENT, delivery, options, signed} from './support/webhook-delivery.js';

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
