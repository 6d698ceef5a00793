import {createServer, type RequestListener, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {createTokenBroker} from '../../src/server/index.js';
import {toNodeListener} from '../../src/server/node.js';
import {load} from './load.js';

const CALLERS = 1000;

export interface HerdRow {
  readonly situation: string;
  readonly backend: 'broker' | 'documented example';
  readonly upstreamRequests: number;
  readonly errors: number;
}

/** Phoenix on this machine's own time: answers after half a second, when all thousand are there: a token for an hour, or 500. */
function upstreamOf(): {fetch: () => Promise<Response>; calls: number; up: boolean} {
  const upstream = {
    calls: 0,
    up: true,
    fetch: async () => {
      const call = ++upstream.calls;
      await new Promise((resolve) => setTimeout(resolve, 500));
      return upstream.up
        ? Response.json({access_token: `token-${call}`, expires_in: 3600})
        : new Response(null, {status: 500});
    },
  };
  return upstream;
}

type Backend = (upstream: () => Promise<Response>, now: () => number) => RequestListener;

const broker: Backend = (fetch, now) =>
  toNodeListener(
    createTokenBroker({
      clientId: 'bench',
      clientSecret: 'a-bench-secret',
      authorize: 'public',
      fetch,
      now,
      log: () => {},
    }),
  );

/** As Phoenix documents it: see demo/backends/documented-express.ts. */
const documented: Backend = (fetch, now) => {
  let [token, expires] = ['', 0];
  const answer = async (res: ServerResponse): Promise<void> => {
    try {
      if (!token || now() >= expires - 300_000) {
        const response = await fetch();
        if (!response.ok) throw new Error();
        const grant = (await response.json()) as {access_token: string; expires_in: number};
        [token, expires] = [grant.access_token, now() + grant.expires_in * 1000];
      }
      const body = JSON.stringify({access_token: token});
      res.writeHead(200, {'content-type': 'application/json', 'content-length': body.length}).end(body);
    } catch {
      res.writeHead(500, {'content-length': 2}).end('{}');
    }
  };
  return (_, res) => void answer(res);
};

async function stampede(
  make: Backend,
  warm: boolean,
  up: boolean,
): Promise<{upstreamRequests: number; errors: number}> {
  const upstream = upstreamOf();
  let now = Date.now();
  // The default backlog of 511 would let half of the callers in a second later.
  const server = createServer(make(upstream.fetch, () => now)).listen(0, '127.0.0.1', 2048);
  await new Promise((resolve) => server.once('listening', resolve));
  const {port} = server.address() as AddressInfo;
  if (warm) await load({port, connections: 1, requests: 1});
  // Four minutes before the end.
  if (warm) now += 56 * 60_000;
  upstream.up = up;
  upstream.calls = 0;
  const {errors} = await load({port, connections: CALLERS, requests: CALLERS});
  server.close();
  server.closeAllConnections();
  return {upstreamRequests: upstream.calls, errors};
}

/** 1,000 callers at once, on 1,000 connections, in four situations. */
export async function herd(): Promise<HerdRow[]> {
  const rows: HerdRow[] = [];
  for (const [situation, warm, up] of [
    ['cold, upstream up', false, true],
    ['cold, upstream down', false, false],
    ['4 minutes before the end, upstream up', true, true],
    ['4 minutes before the end, upstream down', true, false],
  ] as const)
    for (const [backend, make] of [
      ['broker', broker],
      ['documented example', documented],
    ] as const)
      rows.push({situation, backend, ...(await stampede(make, warm, up))});
  return rows;
}
