import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';

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

/** Runs a file of demo/backends until it prints the port it listens on. */
export async function runBackend(
  command: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<RunningBackend> {
  const child = spawn(command, args, {env: {...process.env, PORT: '0', ...env}, stdio: ['ignore', 'pipe', 'pipe']});
  let output = '';
  child.stderr.on('data', (data) => (output += String(data)));
  const port = await new Promise<number>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      output += `${line}\n`;
      const found = /port: (\d+)|^listening (\d+)|:(\d+)$/.exec(line);
      if (found) resolve(Number(found[1] ?? found[2] ?? found[3]));
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`it ended: ${output}`)));
  });
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
