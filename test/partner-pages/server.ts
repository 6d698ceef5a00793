import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {behaviours} from './behaviours.js';

export interface PartnerPages {
  /** `http://127.0.0.1:<port>`: another origin than the tests' own page on `localhost`. */
  readonly origin: string;
  close(): Promise<void>;
}

/** One request as the partner saw it: what `GET /__requests` lists. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly url: string;
  readonly token: string | null;
  readonly referer: string | null;
  readonly cookie: string | null;
  readonly origin: string | null;
  /** `Sec-Fetch-Mode` and `Sec-Fetch-Dest`: tell a frame's navigation from a probe. */
  readonly mode: string | null;
  readonly dest: string | null;
}

/** Starts the partner pages on a free loopback port. README.md lists them. */
export async function startPartnerPages(): Promise<PartnerPages> {
  let seen: SeenRequest[] = [];
  const refused = await portWhereNothingListens();

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://partner.invalid');
    if (url.pathname.startsWith('/__')) {
      control(url, request, response);
      return;
    }
    seen.push(describe(request, url));
    const behaviour = behaviours[url.pathname];
    if (behaviour) behaviour({url, request, response});
    else response.writeHead(404).end();
  });

  function control(url: URL, {method}: IncomingMessage, response: ServerResponse): void {
    const match = url.searchParams.get('match') ?? '';
    const route = `${method} ${url.pathname}`;
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-methods', 'GET, DELETE');
    response.setHeader('cache-control', 'no-store');
    if (method === 'OPTIONS') return void response.writeHead(204).end();
    if (route === 'DELETE /__requests') {
      seen = seen.filter((request) => match !== '' && !request.url.includes(match));
      return void response.writeHead(204).end();
    }
    response.setHeader('content-type', 'application/json');
    if (route === 'GET /__requests')
      return void response.end(JSON.stringify(seen.filter((r) => r.url.includes(match))));
    if (route === 'GET /__refused') return void response.end(JSON.stringify({origin: `http://127.0.0.1:${refused}`}));
    response.writeHead(404).end('{}');
  }

  const port = await listen(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function describe({method = '', headers}: IncomingMessage, url: URL): SeenRequest {
  const header = (name: string): string | null => headers[name]?.toString() ?? null;
  return {
    method,
    path: url.pathname,
    url: url.pathname + url.search,
    token: url.searchParams.get('access_token'),
    referer: header('referer'),
    cookie: header('cookie'),
    origin: header('origin'),
    mode: header('sec-fetch-mode'),
    dest: header('sec-fetch-dest'),
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

async function portWhereNothingListens(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
