import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createServer, type IncomingMessage} from 'node:http';
import type {AddressInfo} from 'node:net';
import {fileURLToPath} from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export interface Demo {
  /** `http://localhost:<port>` */
  readonly origin: string;
  /** All that was printed. */
  readonly printed: () => string;
  stop(): Promise<void>;
}

/** What `npm start` starts, on a port of its own. */
export async function startDemo(env: Readonly<Record<string, string>> = {}): Promise<Demo> {
  const child = spawn(process.execPath, ['node_modules/vite/bin/vite.js', '--port', '5273'], {
    cwd: ROOT,
    env: {...process.env, PHOENIX_CLIENT_ID: '', PHOENIX_CLIENT_SECRET: '', NO_COLOR: '1', ...env},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let printed = '';
  const origin = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      printed += chunk.toString();
      const [, found] = /Local:\s+(http:\/\/localhost:\d+)[^]*➜[^]*\n/.exec(printed) ?? [];
      if (found) resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(`The demo did not start:\n${printed}`)));
  });
  return {
    origin,
    printed: () => printed,
    async stop() {
      child.kill();
      await ended;
    },
  };
}

/** Phoenix's token endpoint, as far as a server on loopback can be it. Keeps what it was asked. */
export async function fakePhoenix(): Promise<{url: string; asked: string[]; stop: () => void}> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      asked.push(body);
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({access_token: 'upstream-token', token_type: 'Bearer', expires_in: 3600, scope: ['iframe']}),
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address() as AddressInfo;
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return {url: `http://127.0.0.1:${port}/oauth/token`, asked, stop};
}

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request as AsyncIterable<Buffer>) text += chunk.toString();
  return text;
}

/** Everything that a browser could load from there: the answers' heads and bodies, by address. */
export async function everythingServed(origin: string, from: readonly string[]): Promise<Map<string, string>> {
  const served = new Map<string, string>();
  const queue = [...from];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (served.has(path)) continue;
    const response = await fetch(origin + path, {headers: {'sec-fetch-site': 'same-origin'}});
    const body = await response.text();
    served.set(path, `${response.status} ${JSON.stringify([...response.headers])}\n${body}`);
    for (const [, next = ''] of body.matchAll(/(?:from |import |import\(|src=|href=)["'](\/[^"']*)["']/g))
      queue.push(next);
  }
  return served;
}
