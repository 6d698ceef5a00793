import assert from 'node:assert/strict';
import {
  createTokenBroker,
  type BrokerLogEntry,
  type TokenBroker,
  type TokenBrokerOptions,
} from '../../../../src/server/index.js';
import {CREDENTIALS, fakeUpstream, type FakeUpstream} from './fake-upstream.js';

export const SHOP = 'https://shop.example';
export const ENDPOINT = 'https://api.shop.example/api/token';

export interface Guarded {
  readonly upstream: FakeUpstream;
  readonly broker: TokenBroker;
  readonly log: BrokerLogEntry[];
  ask(headers?: Record<string, string>, method?: string): Promise<Response>;
}

/** A broker behind the guard, and a way to ask it. */
export const guarded = (options: Partial<TokenBrokerOptions> = {}): Guarded => {
  const upstream = fakeUpstream();
  const log: BrokerLogEntry[] = [];
  const broker = createTokenBroker({
    ...CREDENTIALS,
    authorize: 'public',
    allowedOrigins: [SHOP],
    fetch: upstream.fetch,
    log: (entry) => log.push(entry),
    ...options,
  });
  const ask = (headers: Record<string, string> = {}, method = 'GET') =>
    broker.handler(new Request(ENDPOINT, {method, headers}));
  return {upstream, broker, ask, log};
};

/** The code of problem details that are as they should be. */
export const problem = async (response: Response): Promise<string> => {
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  const body = (await response.json()) as {status: number; title: string; code: string; type: string};
  assert.equal(body.status, response.status);
  assert.ok(body.title && body.type);
  return body.code;
};
