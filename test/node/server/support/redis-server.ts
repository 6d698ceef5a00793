import {execFileSync, spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {connect, createServer} from 'node:net';
import type {AddressInfo} from 'node:net';

export interface RedisServer {
  readonly port: number;
  /** kill -9; everything it held is lost. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** The path of redis-server: installed, or, as root on Debian, installed now. */
function findRedis(): string | undefined {
  const find = (): string | undefined => {
    try {
      return execFileSync('sh', ['-c', 'command -v redis-server'], {encoding: 'utf8'}).trim() || undefined;
    } catch {
      return undefined;
    }
  };
  const found = find();
  if (found || process.getuid?.() !== 0) return found;
  try {
    const quiet = {
      stdio: 'ignore',
      env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'},
      timeout: 120_000,
    } as const;
    execFileSync('apt-get', ['update', '-qq'], quiet);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'], quiet);
  } catch {
    return undefined;
  }
  return find();
}

export const REDIS = findRedis();
export const SKIP_REDIS = REDIS
  ? false
  : 'NO redis-server HERE: SHARING BETWEEN MACHINES IS NOT TESTED. Install redis-server.';

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const {port} = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write('PING\r\n');
    const [data] = (await once(socket, 'data')) as [Buffer];
    return data.toString().startsWith('+PONG');
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** A Redis of the test's own on a free loopback port, without persistence. */
export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  const server: RedisServer = {
    port,
    async start() {
      const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', '/tmp'];
      child = spawn(REDIS!, args, {stdio: 'ignore'});
      for (let attempt = 0; attempt < 200; attempt++) {
        if (await answers(port)) return;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      throw new Error('redis-server does not answer');
    },
    async kill() {
      if (child?.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
  await server.start();
  return server;
}
