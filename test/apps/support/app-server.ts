import {spawn} from 'node:child_process';
import {createServer, request as ask, type RequestListener} from 'node:http';
import {connect, type AddressInfo} from 'node:net';
import type {Upgrade} from './shop.js';

const START_UP = 120_000;

/** An app’s own server, and the two ways to pass on to it what has come to another one. */
export interface AppServer {
  readonly answer: RequestListener;
  readonly upgrade: Upgrade;
  stop(): Promise<void>;
}

/** Starts the server that one of an app’s scripts runs, on a free port. */
export async function startAppServer(folder: string, script: string): Promise<AppServer> {
  const port = await freePort();
  const server = spawn('npm', ['run', '--silent', script, '--', '--port', String(port)], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, CI: '1', NEXT_TELEMETRY_DISABLED: '1'},
  });
  const ended = new Promise<void>((resolve) => server.on('close', () => resolve()));
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`npm run ${script} does not start:\n${said}`)), START_UP);
    const hear = (text: Buffer): void => {
      said += text.toString();
      if (!said.includes(`localhost:${port}`)) return;
      clearTimeout(late);
      resolve();
    };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
    void ended.then(() => {
      clearTimeout(late);
      reject(new Error(`npm run ${script} has ended:\n${said}`));
    });
  });
  return {
    answer(request, response) {
      const {method, url: path, headers} = request;
      const passed = ask({host: 'localhost', port, method, path, headers}, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      passed.on('error', () => response.destroy());
      request.pipe(passed);
    },
    upgrade(request, socket, head) {
      const passed = connect(port, 'localhost');
      passed.on('error', () => socket.destroy());
      socket.on('error', () => passed.destroy());
      const lines = request.rawHeaders.map((text, index) => (index % 2 ? `${text}\r\n` : `${text}: `));
      passed.write(`GET ${request.url} HTTP/1.1\r\n${lines.join('')}\r\n`);
      passed.write(head);
      passed.pipe(socket).pipe(passed);
    },
    async stop() {
      // npm starts a shell, which starts the server: all of them.
      if (server.exitCode === null) process.kill(-server.pid!, 'SIGTERM');
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await new Promise((resolve) => server.once('listening', resolve));
  const {port} = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
