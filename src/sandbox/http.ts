import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {setTimeout as timer} from 'node:timers/promises';
import type {Answer} from '../testing/answers.js';

export type Listener = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export interface LoopbackServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves on 127.0.0.1 only; port 0 takes a free one. A listener that throws answers 500 without details. */
export async function serveLoopback(port: number, listener: Listener): Promise<LoopbackServer> {
  const server = createServer((request, response) => {
    Promise.resolve()
      .then(() => listener(request, response))
      .catch(() => {
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return {
    origin: `http://127.0.0.1:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function send(response: ServerResponse, {status, headers, body}: Answer): ServerResponse {
  return response.writeHead(status, headers).end(body);
}

/** Waits, but not longer than the asker does: false if they left. */
export async function waited(ms: number, response: ServerResponse): Promise<boolean> {
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  response.once('close', leave);
  try {
    await timer(ms, undefined, {signal: gone.signal});
    return !response.destroyed;
  } catch {
    return false;
  } finally {
    response.off('close', leave);
  }
}

const LARGEST_BODY = 64 * 1024;

/** The JSON in a request's body; `undefined` if there is none, or it is too large. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
