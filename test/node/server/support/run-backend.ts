import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {createServer} from 'node:http';
import {connect} from 'node:net';
import {fileURLToPath} from 'node:url';
import {listen} from './listen.js';

export interface RunningBackend {
  readonly url: string;
  readonly child: ChildProcess;
  /** All it has printed. */
  readonly output: () => string;
  stop(): Promise<void>;
}

export const demoFile = (name: string): string =>
  fileURLToPath(new URL(`../../../../demo/backends/${name}`, import.meta.url));
const ALIAS = new URL('./alias.mjs', import.meta.url).href;

async function freePort(): Promise<number> {
  const {port, close} = await listen(createServer());
  await close();
  return port;
}

async function untilOpen(port: number): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt++) {
    const socket = connect(port, '127.0.0.1');
    const open = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it does not listen');
}

/** Runs a file of demo/backends until it listens on a free port: PORT, or `{port}` among the arguments. */
export async function runBackend(
  command: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<RunningBackend> {
  const port = await freePort();
  const child = spawn(
    command,
    args.map((arg) => arg.replace('{port}', String(port))),
    {env: {...process.env, PORT: String(port), ...env}, stdio: ['ignore', 'pipe', 'pipe']},
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)));
  const ended = once(child, 'exit').then(() => {
    throw new Error(`it ended: ${output}`);
  });
  ended.catch(() => {});
  await Promise.race([untilOpen(port), ended]);
  return {
    url: `http://127.0.0.1:${port}/api/token`,
    child,
    output: () => output,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** A TypeScript file of demo/backends, on this checkout's sources. */
export const runNodeBackend = (name: string, env: Record<string, string>): Promise<RunningBackend> =>
  runBackend(process.execPath, ['--import', 'tsx', '--import', ALIAS, demoFile(name)], env);
