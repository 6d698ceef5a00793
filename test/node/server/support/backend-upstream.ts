import {after, before} from 'node:test';
import {CREDENTIALS, SECRET} from './fake-upstream.js';
import {startUpstream, type UpstreamServer} from './upstream-server.js';

const SESSION = 'a-test-session';
/** What the backends under demo/ take for a customer's. */
export const COOKIE = {cookie: `session=${SESSION}`};

/** A Phoenix for the tests of a file, and the environment that backends find it by; this process has it too. */
export function backendUpstream(): {
  readonly upstream: () => UpstreamServer;
  readonly env: () => Record<string, string>;
} {
  let upstream: UpstreamServer;
  const env = () => ({
    PHOENIX_CLIENT_ID: CREDENTIALS.clientId,
    PHOENIX_CLIENT_SECRET: SECRET,
    PHOENIX_TOKEN_URL: upstream.tokenUrl,
    DEMO_SESSION: SESSION,
  });
  before(async () => {
    upstream = await startUpstream();
    Object.assign(process.env, env());
  });
  after(() => upstream.close());
  return {upstream: () => upstream, env};
}
