import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, test} from 'node:test';
import {Redis} from 'ioredis';
import {createClient} from 'redis';
import {createTokenBroker, type TokenStore} from '../../../src/server/index.js';
import {redisStore, type RedisClient} from '../../../src/server/redis.js';
import {CREDENTIALS, fakeUpstream} from './support/fake-upstream.js';
import {SKIP_REDIS, startRedis, type RedisServer} from './support/redis-server.js';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
if (SKIP_REDIS) console.warn(`\n*** ${SKIP_REDIS} ***\n`);

test('a store does not start with what cannot be right', () => {
  assert.throws(() => redisStore({} as RedisClient), /client/);
  assert.throws(() => redisStore({eval: async () => []}, {key: ''}), /key/);
  assert.throws(() => redisStore({eval: async () => []}, {lockTtl: 10}), /milliseconds/);
});

describe('with a Redis', {skip: SKIP_REDIS}, () => {
  let redis: RedisServer;
  let client: Redis;

  before(async () => {
    redis = await startRedis();
    client = new Redis(redis.port, '127.0.0.1', {retryStrategy: () => 50});
    client.on('error', () => {});
  });
  beforeEach(() => client.flushall());
  after(async () => {
    client.disconnect();
    await redis.kill();
  });

  describe('the store', () => {
    for (const kind of ['redis', 'ioredis'] as const)
      describe(`through ${kind}`, () => {
        let store: TokenStore;
        let end: () => unknown;
        beforeEach(async () => {
          if (kind === 'ioredis') {
            store = redisStore(client, {key: 'k', lockTtl: 300});
            end = () => {};
          } else {
            const own = createClient({url: `redis://127.0.0.1:${redis.port}`});
            await own.connect();
            store = redisStore(own, {key: 'k', lockTtl: 300});
            end = () => own.close();
          }
        });
        afterEach(() => end());
        const token = (name: string, left = 3_600_000) => ({token: name, left, life: 3_600_000});

        test('gives the lock to one, and it runs out', async () => {
          const states = await Promise.all(Array.from({length: 20}, () => store.acquire(300_000)));
          assert.equal(states.filter(({lock}) => lock).length, 1);
          assert.ok(states.every(({lock, heldFor}) => lock !== undefined || (heldFor! > 0 && heldFor! <= 300)));
          await sleep(320);
          assert.ok((await store.acquire(300_000)).lock);
        });

        test('shows a committed token to all, and no lock until it is to be replaced', async () => {
          const {lock} = await store.acquire(300_000);
          assert.deepEqual(await lock!.commit(token('a')), token('a'));
          const state = await store.acquire(300_000);
          assert.deepEqual([state.token?.token, state.token?.life, state.lock], ['a', 3_600_000, undefined]);
          assert.ok(state.token!.left > 3_590_000 && state.token!.left <= 3_600_000);
          const due = await store.acquire(3_600_000 * 2);
          assert.equal(due.lock, undefined, 'the window is half the life at most');
          await client.del('k');
          const {lock: again} = await store.acquire(300_000);
          await again!.commit(token('b', 299_000));
          const late = await store.acquire(300_000);
          assert.deepEqual([late.token?.token, !!late.lock], ['b', true]);
        });

        test('lets a released lock be taken at once', async () => {
          const {lock} = await store.acquire(300_000);
          await lock!.release();
          assert.ok((await store.acquire(300_000)).lock);
        });

        test('does not let a stalled holder overwrite a later one, nor give back its lock', async () => {
          const stalled = (await store.acquire(300_000)).lock!;
          await sleep(320);
          const later = (await store.acquire(300_000)).lock!;
          await stalled.release();
          assert.equal((await store.acquire(300_000)).lock, undefined, 'the later lock stands');
          await later.commit(token('later'));
          assert.equal((await stalled.commit(token('stalled'))).token, 'later');
          assert.equal((await store.acquire(300_000)).token?.token, 'later');
        });

        test('believes later fences still, after a Redis that came back empty', async () => {
          const stalled = (await store.acquire(300_000)).lock!;
          await client.flushall();
          const later = (await store.acquire(300_000)).lock!;
          await later.commit(token('later'));
          assert.equal((await stalled.commit(token('stalled'))).token, 'later');
        });

        test('is one key, which Redis drops after the token’s end', async () => {
          const {lock} = await store.acquire(300_000);
          await lock!.commit(token('a', 10_000));
          assert.deepEqual(await client.keys('*'), ['k']);
          const ttl = await client.pttl('k');
          assert.ok(ttl > 60_000 && ttl <= 70_000, String(ttl));
        });
      });
  });

  test('a busy broker touches Redis only to refresh', async () => {
    let now = Date.now();
    const {fetch} = fakeUpstream();
    const broker = createTokenBroker({
      ...CREDENTIALS,
      authorize: 'public',
      fetch,
      now: () => now,
      store: redisStore(client),
    });
    const commands = async () => Number(/total_commands_processed:(\d+)/.exec(await client.info('stats'))![1]);
    await broker.getToken();
    const before = await commands();
    for (let caller = 0; caller < 10_000; caller++) await broker.getToken();
    assert.equal((await commands()) - before, 1, 'the INFO itself');
    now += 56 * 60_000;
    await broker.close();
  });
});
