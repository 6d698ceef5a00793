import {DOCUMENTED_TOKEN} from '../../../../src/testing/documented-token.js';

export const SECRET = 'a1b2c3d4e5-the-client-secret';
export const CREDENTIALS = {clientId: '2SERtJ2DPnkkTQbvnqyS5y', clientSecret: SECRET} as const;

type Reply = (call: number) => Response | Promise<Response>;

/** Phoenix as a `fetch`: counts the questions, answers what the test lays out. */
export interface FakeUpstream {
  readonly fetch: typeof fetch;
  calls: number;
  /** The newest request's URL and init. */
  last: {url: string; init: RequestInit} | undefined;
  reply: Reply;
}

export function fakeUpstream(reply: Reply = (call) => granted(`token-${call}`)): FakeUpstream {
  const upstream: FakeUpstream = {
    calls: 0,
    last: undefined,
    reply,
    fetch: async (input, init = {}) => {
      upstream.calls++;
      upstream.last = {url: input instanceof Request ? input.url : input.toString(), init};
      return upstream.reply(upstream.calls);
    },
  };
  return upstream;
}

export const granted = (access_token: string, more: Record<string, unknown> = {}): Response =>
  Response.json({access_token, token_type: 'Bearer', expires_in: 3600, scope: ['iframe'], ...more});

export const failing = (status: number, headers: Record<string, string> = {}): Response =>
  new Response(`{"error":"you sent ${SECRET}"}`, {status, headers});

export const documented = (): Response => granted(DOCUMENTED_TOKEN);

/** A promise that the test resolves. */
export function held<T>(): {promise: Promise<T>; resolve: (value: T) => void; reject: (error: unknown) => void} {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return {promise, resolve, reject};
}
