import {afterEach, beforeEach} from 'node:test';
import FakeTimers, {type Clock} from '@sinonjs/fake-timers';
import {
  createTokenBroker,
  TokenBrokerError,
  type BrokerLogEntry,
  type TokenBroker,
  type TokenBrokerOptions,
} from '../../../../src/server/index.js';
import {CREDENTIALS, fakeUpstream, type FakeUpstream} from './fake-upstream.js';

export const START = Date.parse('2025-07-01T12:00:00Z');
export const MINUTE = 60_000;

/** Brokers on a frozen clock, in front of a Phoenix that answers what the test lays out; all new for each test. */
export interface BrokerWorld {
  clock: Clock;
  upstream: FakeUpstream;
  log: BrokerLogEntry[];
  make(options?: Partial<TokenBrokerOptions>): TokenBroker;
}

export function brokerWorld(): BrokerWorld {
  const world = {
    make: (options = {}) =>
      createTokenBroker({
        ...CREDENTIALS,
        authorize: 'public',
        fetch: world.upstream.fetch,
        log: (entry) => world.log.push(entry),
        ...options,
      }),
  } as BrokerWorld;
  beforeEach(() => {
    world.clock = FakeTimers.install({now: START, toFake: ['setTimeout', 'clearTimeout', 'Date']});
    world.upstream = fakeUpstream();
    world.log = [];
  });
  afterEach(() => world.clock.uninstall());
  return world;
}

export const code = (expected: string) => (error: unknown) =>
  error instanceof TokenBrokerError && error.code === expected;
