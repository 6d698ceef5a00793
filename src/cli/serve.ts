import {once} from 'node:events';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {parseArgs} from 'node:util';
import {createTokenBroker, type TokenBroker, type TokenStore} from '../server/index.js';
import {toNodeListener, type NodeListener} from '../server/node.js';
import {redisStore} from '../server/redis.js';
import {authorizeFrom} from './authorize.js';
import {UsageError, type Io} from './io.js';
import {metricsText} from './metrics.js';
import {need, needSecret, numberOf} from './settings.js';
import {untilStopped} from './until-stopped.js';

/** Milliseconds for what is under way when the side-car is stopped. */
const GRACE = 10_000;

/** `phoenix-payment serve`: the broker as a side-car, until it is stopped. */
export async function serve(args: string[], io: Io): Promise<number> {
  const {env} = io;
  const text = {type: 'string'} as const;
  const {values} = parseArgs({args, options: {host: text, port: text, path: text}});
  const host = values.host ?? env['HOST'] ?? '127.0.0.1';
  const port = numberOf(values.port ?? env['PORT'] ?? '8787', values.port ? '--port' : 'PORT');
  const path = values.path ?? '/api/token';
  if (!/^\/[^?#\s]*$/.test(path)) throw new UsageError('--path must start with /, without ? and #');

  const log = (entry: object): void => io.err(JSON.stringify({time: new Date().toISOString(), ...entry}));
  const redis = env['PHOENIX_REDIS_URL'] ? await connectRedis(env['PHOENIX_REDIS_URL'], log) : undefined;
  const server = createServer();
  try {
    const broker = await brokerFrom(env, redis?.store, log);
    // Wrong credentials should show now, in the log, not to the first buyer.
    void broker.getToken().catch(() => {});
    server.on('request', route(path, broker));
    server.listen(port, host);
    await once(server, 'listening');
    const {port: actual} = server.address() as AddressInfo;
    io.out(`phoenix-payment serves ${path} on http://${host.includes(':') ? `[${host}]` : host}:${actual}`);
    await untilStopped(io.signal, (again) => finish(server, again));
    await broker.close();
    return 0;
  } catch (error) {
    if (!isListenError(error)) throw error;
    io.err(`phoenix-payment: cannot listen on ${host}:${port} (${error.code})`);
    return 1;
  } finally {
    redis?.close();
  }
}

async function brokerFrom(
  env: Io['env'],
  store: TokenStore | undefined,
  log: (entry: object) => void,
): Promise<TokenBroker> {
  const clientId = need(env, 'PHOENIX_CLIENT_ID');
  const clientSecret = await needSecret(env, 'PHOENIX_CLIENT_SECRET');
  const authorize = await authorizeFrom(env, (message) => log({event: 'authorize-failed', level: 'error', message}));
  const origins = (env['PHOENIX_ALLOWED_ORIGINS'] ?? '').split(',').map((origin) => origin.trim());
  try {
    return createTokenBroker({
      clientId,
      clientSecret,
      authorize,
      store,
      tokenUrl: env['PHOENIX_TOKEN_URL'] || undefined,
      allowedOrigins: origins.filter(Boolean),
      timeout: numberOf(env['PHOENIX_TIMEOUT'] || '10000', 'PHOENIX_TIMEOUT', 1, 600_000),
      log,
    });
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(error.message) : error;
  }
}

function route(path: string, broker: TokenBroker): NodeListener {
  const token = toNodeListener(broker);
  const others = toNodeListener(async (request) => {
    const headers = {'cache-control': 'no-store'};
    switch (new URL(request.url).pathname) {
      case '/healthz':
        return Response.json({status: 'ok'}, {headers});
      case '/readyz':
        return broker.getToken().then(
          () => Response.json({status: 'ready'}, {headers}),
          () => Response.json({status: 'no token'}, {status: 503, headers}),
        );
      case '/metrics':
        return new Response(metricsText(broker.stats()), {
          headers: {...headers, 'content-type': 'text/plain; version=0.0.4'},
        });
      default:
        return new Response(null, {status: 404, headers});
    }
  });
  return (req, res) => (req.url?.split('?', 1)[0] === path ? token : others)(req, res);
}

/** Waits for answers under way; `again` (a second signal) cuts them short. */
async function finish(server: Server, again: Promise<unknown>): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), GRACE);
  void again.then(() => server.closeAllConnections());
  await closed;
  clearTimeout(timer);
}

async function connectRedis(url: string, log: (entry: object) => void): Promise<{store: TokenStore; close(): void}> {
  const module = await import('redis').catch(() => {
    throw new UsageError('PHOENIX_REDIS_URL needs the package redis: npm install redis');
  });
  const client = connection(url, module.createClient);
  client.on('error', (error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'error';
    log({event: 'store-failed', level: 'warn', operation: 'connect', message: code});
  });
  // Without Redis the side-car works alone until it is there: no reason not to start.
  void client.connect().catch(() => {});
  return {
    store: redisStore(client),
    close() {
      if (client.isOpen) client.destroy();
    },
  };
}

/** Its own errors quote the URL, and the password stands in that. */
function connection<Client>(url: string, create: (options: {url: string}) => Client): Client {
  try {
    if (/^rediss?:\/\//.test(url)) return create({url});
  } catch {
    // Said below.
  }
  throw new UsageError('PHOENIX_REDIS_URL is not a redis:// or rediss:// URL');
}

const isListenError = (error: unknown): error is Error & {code: string} =>
  error instanceof Error &&
  'syscall' in error &&
  (error.syscall === 'listen' || error.syscall === 'getaddrinfo') &&
  'code' in error;
