// A process with one server for each way of answering, so that the load has a core of its own. Prints their ports as JSON.
import {createServer, type IncomingMessage, type RequestListener, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {getRequestListener} from '@hono/node-server';
import express from 'express';
import {toNodeHandler} from 'srvx/node';
import {createTokenBroker} from '../../src/server/index.js';
import {toNodeListener} from '../../src/server/node.js';
import {mintToken} from '../../src/testing/mint.js';

const access_token = await mintToken();
const upstream = () => Promise.resolve(Response.json({access_token, expires_in: 3600}));
const make = (authorize: 'public' | ((request: Request) => boolean)) =>
  createTokenBroker({clientId: 'bench', clientSecret: 'a-bench-secret', authorize, fetch: upstream});
const broker = make('public');
const guarded = make((request) => request.headers.get('cookie') === 'sid=1');
const handler = (request: Request): Promise<Response> => broker.handler(request);

/** The same bytes with nothing behind them. */
async function floor(): Promise<RequestListener> {
  const response = await broker.handler(new Request('http://localhost/api/token'));
  const body = await response.text();
  const headers = {...Object.fromEntries(response.headers), 'content-length': Buffer.byteLength(body)};
  return (_, res) => {
    res.writeHead(200, headers);
    res.end(body);
  };
}

/** An adapter as one writes it in five minutes. */
const naive = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
  const headers = new Headers(Object.entries(req.headers) as [string, string][]);
  const response = await handler(
    new Request(`http://${req.headers.host}${req.url}`, {method: req.method ?? 'GET', headers}),
  );
  res.writeHead(response.status, Object.fromEntries(response.headers));
  res.end(Buffer.from(await response.arrayBuffer()));
};

const hono = getRequestListener(handler, {overrideGlobalObjects: false});

const listeners: Record<string, RequestListener> = {
  'bare node:http': await floor(),
  'broker, direct path': toNodeListener(broker),
  'broker, direct path, authorize(request)': toNodeListener(guarded),
  'handler, our adapter': toNodeListener(handler),
  'handler, @hono/node-server': (req, res) => void hono(req, res),
  'handler, srvx': toNodeHandler(handler) as RequestListener,
  'handler, naive adapter': (req, res) => void naive(req, res),
  'broker under Express 5': express().use('/api/token', toNodeListener(broker)) as RequestListener,
};

const ports: Record<string, number> = {};
for (const [name, listener] of Object.entries(listeners)) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  ports[name] = (server.address() as AddressInfo).port;
}
process.on('message', (what) => {
  if (what === 'weigh') globalThis.gc?.();
  const {heapUsed, rss} = process.memoryUsage();
  const {user, system} = process.cpuUsage();
  process.send?.({heap: heapUsed, rss, cpu: user + system});
});
process.send?.({ports});
