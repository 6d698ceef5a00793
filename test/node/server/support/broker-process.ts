// One broker in a process of its own, as on a machine of its own. Driven by messages of broker-fleet.ts.
import {createTokenBroker, type TokenBroker} from '../../../../src/server/index.js';
import {redisStore} from '../../../../src/server/redis.js';
import {CREDENTIALS} from './fake-upstream.js';

export interface BrokerSettings {
  readonly redisPort: number;
  readonly tokenUrl: string;
  readonly lockTtl: number;
  /** Of this process' clock, ms. */
  readonly skew: number;
}

let broker: TokenBroker | undefined;
let disconnect: () => unknown = () => {};

async function connect({redisPort, lockTtl}: BrokerSettings) {
  // Loading both clients in each process takes longer than the tests.
  if (process.env.CLIENT === 'ioredis') {
    const {Redis} = await import('ioredis');
    const client = new Redis(redisPort, '127.0.0.1', {retryStrategy: () => 50});
    client.on('error', () => {});
    disconnect = () => client.disconnect();
    return redisStore(client, {lockTtl});
  }
  const {createClient} = await import('redis');
  const client = createClient({url: `redis://127.0.0.1:${redisPort}`, socket: {reconnectStrategy: () => 50}});
  client.on('error', () => {});
  await client.connect();
  disconnect = () => client.destroy();
  return redisStore(client, {lockTtl});
}

async function configure(settings: BrokerSettings) {
  await broker?.close();
  disconnect();
  broker = createTokenBroker({
    ...CREDENTIALS,
    authorize: 'public',
    tokenUrl: settings.tokenUrl,
    store: await connect(settings),
    now: () => Date.now() + settings.skew,
    log: () => {},
  });
}

async function ask(calls: number) {
  const results = await Promise.allSettled(Array.from({length: calls}, () => broker!.getToken()));
  return {
    tokens: results.map((result) => (result.status === 'fulfilled' ? result.value.access_token : null)),
    stats: broker!.stats(),
  };
}

process.on('message', ({id, calls, settings}: {id: number; calls?: number; settings?: BrokerSettings}) => {
  const work = settings ? configure(settings) : ask(calls ?? 1);
  void work.then((reply) => process.send!({id, ...reply}));
});
process.send!({id: 0});
