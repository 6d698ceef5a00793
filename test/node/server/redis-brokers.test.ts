import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, test} from 'node:test';
import {Redis} from 'ioredis';
import {startBroker, type BrokerProcess} from './support/broker-fleet.js';
import {SKIP_REDIS, startRedis, type RedisServer} from './support/redis-server.js';
import {startUpstream, type UpstreamServer} from './support/upstream-server.js';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
if (SKIP_REDIS) console.warn(`\n*** ${SKIP_REDIS} ***\n`);

describe('with a Redis', {skip: SKIP_REDIS}, () => {
  let redis: RedisServer;
  let upstream: UpstreamServer;
  let fleet: BrokerProcess[] = [];
  let client: Redis;

  before(async () => {
    redis = await startRedis();
    client = new Redis(redis.port, '127.0.0.1', {retryStrategy: () => 50});
    client.on('error', () => {});
  });
  beforeEach(async () => {
    await client.flushall();
    upstream = await startUpstream();
  });
  afterEach(() => upstream.close());
  after(async () => {
    await Promise.all(fleet.map((broker) => broker.kill()));
    client.disconnect();
    await redis.kill();
  });

  /** Four processes, each with a new broker; those that a test has killed are replaced. */
  const start = async ({lockTtl = 15_000, skews = [0, 0, 0, 0]} = {}): Promise<BrokerProcess[]> => {
    const kinds = ['redis', 'ioredis', 'redis', 'ioredis'] as const;
    fleet = await Promise.all(
      kinds.map(async (kind, index) => (fleet[index]?.child.connected ? fleet[index] : startBroker(kind))),
    );
    const settings = {redisPort: redis.port, tokenUrl: upstream.tokenUrl, lockTtl};
    await Promise.all(fleet.map((broker, index) => broker.configure({...settings, skew: skews[index] ?? 0})));
    return fleet;
  };

  describe('four brokers', () => {
    test('cold, with 250 callers each, make one request upstream', async () => {
      upstream.delay = 200;
      const brokers = await start();
      const replies = await Promise.all(brokers.map((broker) => broker.ask(250)));
      assert.deepEqual([...new Set(replies.flatMap(({tokens}) => tokens))], ['token-1']);
      assert.equal(upstream.calls, 1);
    });

    test('make one request per token’s life, and no caller gets an error, whatever their clocks say', async () => {
      upstream.lifetime = 4;
      const brokers = await start({skews: [0, 3_600_000, -3_600_000, 5000]});
      const tokens = new Set<string | null>();
      const until = Date.now() + 6500;
      await Promise.all(
        brokers.map(async (broker) => {
          while (Date.now() < until) {
            for (const token of (await broker.ask(5)).tokens) tokens.add(token);
            await sleep(20);
          }
        }),
      );
      assert.ok(!tokens.has(null), 'an error reached a caller');
      assert.equal(upstream.calls, tokens.size);
      // Renewal is due at half of 4 s; the others notice within a second or so.
      assert.ok(upstream.calls >= 3 && upstream.calls <= 5, `${upstream.calls} requests in 6.5 s`);
    });

    test('outlive the one that held the lock and was killed with -9', async () => {
      upstream.reply = (call, _, res) => {
        if (call > 1) res.end(JSON.stringify({access_token: `token-${call}`, expires_in: 3600}));
      };
      const brokers = await start({lockTtl: 1000});
      void brokers[0]!.ask();
      while (!upstream.calls) await sleep(5);
      const replies = Promise.all(brokers.slice(1).map((broker) => broker.ask(100)));
      await sleep(100);
      await brokers[0]!.kill();
      const began = Date.now();
      assert.deepEqual([...new Set((await replies).flatMap(({tokens}) => tokens))], ['token-2']);
      assert.equal(upstream.calls, 2);
      assert.ok(Date.now() - began < 2500);
    });

    test('do not go back to the token of one that stood still for longer than its lock', async () => {
      let finish: () => void = () => {};
      upstream.reply = (call, _, res) => {
        const grant = () => void res.end(JSON.stringify({access_token: `token-${call}`, expires_in: 3600}));
        if (call === 1) finish = grant;
        else grant();
      };
      const [first, ...others] = await start({lockTtl: 1500});
      const slow = first!.ask();
      while (!upstream.calls) await sleep(5);
      first!.child.kill('SIGSTOP');
      const replies = await Promise.all(others.map((broker) => broker.ask()));
      assert.deepEqual([...new Set(replies.flatMap(({tokens}) => tokens))], ['token-2']);
      finish();
      first!.child.kill('SIGCONT');
      assert.equal(upstream.calls, 2);
      assert.deepEqual((await slow).tokens, ['token-2'], 'it takes what the others have');
      assert.equal(await client.hget('phoenix-payment:token', 'token'), 'token-2');
    });

    test('pass the lock on when upstream fails the one who has it', async () => {
      upstream.reply = (call, _, res) => {
        if (call === 1) res.writeHead(500).end();
        else res.end(JSON.stringify({access_token: `token-${call}`, expires_in: 3600}));
      };
      const brokers = await start();
      const replies = await Promise.all(brokers.map((broker) => broker.ask(10)));
      const failed = replies.filter(({tokens}) => tokens.includes(null)).length;
      assert.deepEqual([failed, upstream.calls], [1, 2]);
    });

    test('fall back to memory while Redis is away, and share again when it is back', async () => {
      upstream.lifetime = 4;
      const brokers = await start();
      const ask = () => Promise.all(brokers.map((broker) => broker.ask(5)));
      const serves = async () => {
        const replies = await ask();
        assert.ok(!replies.some(({tokens}) => tokens.includes(null)), 'an error reached a caller');
        return replies;
      };
      await serves();
      assert.equal(upstream.calls, 1);
      await redis.kill();
      const gone = Date.now() + 3000;
      while (Date.now() < gone) {
        await serves();
        await sleep(100);
      }
      assert.ok(upstream.calls >= 5, `each has fetched for itself: ${upstream.calls} requests`);
      assert.ok((await serves()).every(({stats}) => stats.storeFailures > 0));
      await redis.start();
      await sleep(300);
      const back = Date.now() + 6000;
      while (Date.now() < back && new Set((await serves()).flatMap(({tokens}) => tokens)).size > 1) await sleep(100);
      const before = upstream.calls;
      assert.equal(new Set((await serves()).flatMap(({tokens}) => tokens)).size, 1, 'one token again');
      const later = Date.now() + 2500;
      while (Date.now() < later) {
        await serves();
        await sleep(50);
      }
      assert.ok(upstream.calls - before <= 2, `${upstream.calls - before} requests in 2.5 s`);
    });
  });
});
