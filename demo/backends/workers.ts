// Cloudflare Workers. Secrets: wrangler secret put PHOENIX_CLIENT_SECRET
import {createTokenBroker, type TokenBroker} from 'phoenix-payment/server';

interface Env {
  PHOENIX_CLIENT_ID: string;
  PHOENIX_CLIENT_SECRET: string;
  /** Phoenix's own, unless set. */
  PHOENIX_TOKEN_URL?: string;
  DEMO_SESSION?: string;
}

// One for each isolate, made by its first request: there is no `env` before.
let broker: TokenBroker | undefined;

export default {
  fetch(request: Request, env: Env, ctx: {waitUntil(work: Promise<unknown>): void}): Promise<Response> {
    broker ??= createTokenBroker({
      clientId: env.PHOENIX_CLIENT_ID,
      clientSecret: env.PHOENIX_CLIENT_SECRET,
      tokenUrl: env.PHOENIX_TOKEN_URL,
      // Your own session check goes here.
      authorize: (request) =>
        Boolean(env.DEMO_SESSION) && request.headers.get('cookie') === `session=${env.DEMO_SESSION}`,
    });
    // `ctx` lets a refresh in the background outlive the answer.
    return broker.handler(request, ctx);
  },
};
