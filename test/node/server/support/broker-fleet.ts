import {fork, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import type {BrokerStats} from '../../../../src/server/index.js';
import type {BrokerSettings} from './broker-process.js';

interface Reply {
  readonly id: number;
  /** `null` for a caller that got an error. */
  readonly tokens: readonly (string | null)[];
  readonly stats: BrokerStats;
}

export interface BrokerProcess {
  readonly child: ChildProcess;
  /** `calls` callers at once. Never resolves once the process is dead. */
  ask(calls?: number): Promise<Reply>;
  /** A new broker, without a token, on a new connection. */
  configure(settings: BrokerSettings): Promise<unknown>;
  kill(): Promise<void>;
}

/** Starts a broker process with a client of `redis` or `ioredis`. */
export async function startBroker(kind: 'redis' | 'ioredis'): Promise<BrokerProcess> {
  const child = fork(fileURLToPath(new URL('./broker-process.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: {...process.env, CLIENT: kind},
  });
  await once(child, 'message');
  let last = 0;
  const waiting = new Map<number, (reply: Reply) => void>();
  child.on('message', (reply: Reply) => waiting.get(reply.id)?.(reply));
  const send = (message: object): Promise<Reply> =>
    new Promise((resolve) => {
      const id = ++last;
      waiting.set(id, resolve);
      child.send({id, ...message});
    });
  return {
    child,
    ask: (calls = 1) => send({calls}),
    configure: (settings) => send({settings}),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
