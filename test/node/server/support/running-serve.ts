import {main} from '../../../../src/cli/main.js';
import {CREDENTIALS, SECRET} from './fake-upstream.js';
import type {UpstreamServer} from './upstream-server.js';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What `serve` cannot do without, and a free port. */
export const serveEnv = (upstream: UpstreamServer) => ({
  PHOENIX_CLIENT_ID: CREDENTIALS.clientId,
  PHOENIX_CLIENT_SECRET: SECRET,
  PHOENIX_TOKEN_URL: upstream.tokenUrl,
  PHOENIX_AUTHORIZE: 'public',
  PORT: '0',
});

export interface RunningServe {
  /** Empty if it has not started. */
  readonly origin: string;
  readonly url: string;
  readonly log: () => string;
  /** Resolves to the exit code. */
  readonly stop: () => Promise<number>;
}

/** `serve` in this process, until `stop`. */
const running = new Set<() => unknown>();

/** After each test: one that fails must not keep the run waiting. */
export async function stopServes(): Promise<void> {
  await Promise.all([...running].map((stop) => stop()));
  running.clear();
}

export async function serve(
  upstream: UpstreamServer,
  env: Record<string, string | undefined> = {},
  args: string[] = [],
): Promise<RunningServe> {
  const stopping = new AbortController();
  let [out, err] = ['', ''];
  const ended = main(['serve', ...args], {
    env: {...serveEnv(upstream), ...env},
    out: (line) => void (out += `${line}\n`),
    err: (line) => void (err += `${line}\n`),
    signal: stopping.signal,
  });
  void ended.catch(() => {});
  while (!out && !(await Promise.race([ended.then(() => true), sleep(5)])));
  const stop = async () => (stopping.abort(), ended);
  running.add(() => stop().catch(() => {}));
  const origin = /http:\/\/\S+/.exec(out)?.[0] ?? '';
  return {
    origin,
    url: `${origin}/api/token`,
    log: () => err,
    stop,
  };
}
