import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {failing} from './support/fake-upstream.js';
import {ENDPOINT, SHOP, guarded, problem} from './support/guarded-broker.js';

describe('with upstream down', () => {
  test('the answer is a 503 that says nothing of why', async () => {
    for (const status of [400, 401, 429, 500, 503]) {
      const {ask, upstream} = guarded();
      upstream.reply = () => failing(status);
      const response = await ask({origin: SHOP});
      const text = await response.clone().text();
      assert.equal(response.status, 503);
      assert.equal(await problem(response), 'token-unavailable');
      assert.doesNotMatch(text, /phoenix\.market|you sent|401|oauth/i);
      assert.equal(response.headers.get('access-control-allow-origin'), SHOP);
    }
  });

  test('a thousand requests at once make one upstream, and no exception', async () => {
    const {ask, upstream} = guarded();
    upstream.reply = () => failing(500);
    const statuses = new Set((await Promise.all(Array.from({length: 1000}, () => ask()))).map(({status}) => status));
    assert.deepEqual([...statuses], [503]);
    assert.equal(upstream.calls, 1);
  });
});

test('work in the background is handed to waitUntil once, and the old token goes out at once', async () => {
  let now = Date.parse('2025-07-01T12:00:00Z');
  const {broker, upstream} = guarded({now: () => now});
  const work: Promise<unknown>[] = [];
  const context = {waitUntil: (promise: Promise<unknown>) => void work.push(promise)};
  const ask = async () =>
    ((await (await broker.handler(new Request(ENDPOINT), context)).json()) as {access_token: string}).access_token;
  assert.equal(await ask(), 'token-1');
  now += 56 * 60_000;
  upstream.reply = () => failing(500);
  assert.deepEqual([await ask(), await ask()], ['token-1', 'token-1']);
  assert.equal(work.length, 2, 'one for the first token, one for the refresh');
  await Promise.all(work);
  assert.equal(upstream.calls, 2);
});
