import {ACQUIRE, COMMIT, RELEASE} from './redis-scripts.js';
import type {SharedToken, StoreState, TokenStore} from './store.js';

/** What the store needs of a client of `redis` (5 and later; a cluster too). */
interface NodeRedisClient {
  eval(script: string, options: {keys: string[]; arguments: string[]}): Promise<unknown>;
}

/** What the store needs of a client of `ioredis` (5 and later; a cluster too). */
interface IoRedisClient {
  eval(script: string, numberOfKeys: number, ...keysAndArguments: string[]): Promise<unknown>;
  /** Tells the two apart: `redis` has none. */
  call(command: string, ...args: string[]): Promise<unknown>;
}

export type RedisClient = NodeRedisClient | IoRedisClient;

export interface RedisStoreOptions {
  /** The one key that is used; one for each client id. Default `phoenix-payment:token`. */
  readonly key?: string | undefined;
  /** Milliseconds after which a broker that took the lock and died makes way. Longer than `timeout`. Default 15 000. */
  readonly lockTtl?: number | undefined;
}

/**
 * Lets brokers on several machines share one token: one request upstream per token's life. The client is yours to connect,
 * to watch for errors and to close. Times are Redis' own, so the machines' clocks need not agree. A broker whose lock ran
 * out while it was asking cannot overwrite what a later one has stored (its fence is lower). Throws a TypeError for options
 * that cannot be right.
 */
export function redisStore(client: RedisClient, options: RedisStoreOptions = {}): TokenStore {
  const {key = 'phoenix-payment:token', lockTtl = 15_000} = options;
  if (typeof client?.eval !== 'function') throw new TypeError('redisStore: pass a client of redis or ioredis');
  if (typeof key !== 'string' || !key) throw new TypeError('redisStore: key must be a string');
  if (!(lockTtl >= 100 && lockTtl < 2 ** 31))
    throw new TypeError('redisStore: lockTtl is in milliseconds, 100 at least');

  const run = async (script: string, ...args: readonly (string | number)[]): Promise<readonly unknown[]> => {
    const texts = args.map((arg) => (typeof arg === 'number' ? String(Math.floor(arg)) : arg));
    const reply = await ('call' in client && typeof client.call === 'function'
      ? client.eval(script, 1, key, ...texts)
      : (client as NodeRedisClient).eval(script, {keys: [key], arguments: texts}));
    if (!isArray(reply)) throw new TypeError('redisStore: unexpected reply');
    return reply;
  };

  return {
    async acquire(window): Promise<StoreState> {
      const [token, left, life, fence, heldFor] = await run(ACQUIRE, window, lockTtl);
      const known = shared(token, left, life);
      return {
        ...(known && {token: known}),
        ...(typeof fence === 'string' &&
          fence && {
            lock: {
              async commit(fresh: SharedToken): Promise<SharedToken> {
                const [winner, left, life] = await run(COMMIT, fence, fresh.token, fresh.left, fresh.life);
                return shared(winner, left, life) ?? fresh;
              },
              async release(): Promise<void> {
                await run(RELEASE, fence);
              },
            },
          }),
        ...(Number(heldFor) > 0 && {heldFor: Number(heldFor)}),
      };
    },
  };
}

const isArray = (value: unknown): value is readonly unknown[] => Array.isArray(value);

function shared(token: unknown, left: unknown, life: unknown): SharedToken | undefined {
  if (typeof token !== 'string' || !token) return undefined;
  const [ms, whole] = [Number(left), Number(life)];
  return ms > 0 && whole > 0 ? {token, left: ms, life: whole} : undefined;
}
