import assert from 'node:assert/strict';
import {createServer, request as httpRequest, type IncomingMessage} from 'node:http';
import {connect} from 'node:net';
import {once} from 'node:events';
import {afterEach, describe, test} from 'node:test';
import express from 'express';
import {createTokenBroker, type TokenBrokerOptions} from '../../../src/server/index.js';
import {toNodeListener, type WebHandler} from '../../../src/server/node.js';
import {CREDENTIALS, failing, fakeUpstream} from './support/fake-upstream.js';
import {listen, type Listening} from './support/listen.js';

const SHOP = 'https://shop.example';
let server: Listening | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const make = (options: Partial<TokenBrokerOptions> = {}) => {
  const upstream = fakeUpstream();
  const broker = createTokenBroker({
    ...CREDENTIALS,
    authorize: 'public',
    allowedOrigins: [SHOP],
    fetch: upstream.fetch,
    log: () => {},
    ...options,
  });
  return {broker, upstream};
};

/** The answer as it is on the wire; fetch would hide Origin, Host and duplicate headers. */
async function ask(url: string, headers: Record<string, string> = {}, method = 'GET') {
  const request = httpRequest(url, {method, headers, agent: false});
  request.end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let body = '';
  for await (const chunk of response.setEncoding('utf8')) body += String(chunk);
  return {status: response.statusCode, headers: response.headers, body};
}

describe('over node:http', () => {
  // The direct path and the web-standard one are two implementations of one truth.
  for (const path of ['a broker', 'a handler'] as const)
    for (const authorize of ['public', async (request: Request) => request.headers.get('cookie') === 'sid=1'] as const)
      test(`${path} answers byte for byte like its handler, authorize: ${typeof authorize}`, async () => {
        const now = () => Date.parse('2025-07-01T12:00:00Z');
        const {broker} = make({authorize, now});
        const handler: WebHandler = (request, context) => broker.handler(request, context);
        server = await listen(createServer(toNodeListener(path === 'a broker' ? broker : handler)));
        for (const method of ['GET', 'POST', 'OPTIONS', 'DELETE'])
          for (const headers of [
            {},
            {cookie: 'sid=1'},
            {origin: SHOP, cookie: 'sid=1'},
            {origin: 'https://evil.example'},
            {'sec-fetch-site': 'cross-site'},
          ] as Record<string, string>[]) {
            const wire = await ask(server.url, headers, method);
            const web = await broker.handler(new Request(server.url, {method, headers}));
            const label = `${method} ${JSON.stringify(headers)}`;
            assert.equal(wire.status, web.status, label);
            assert.equal(wire.body, await web.text(), label);
            const {'content-length': length, 'transfer-encoding': encoding, ...rest} = wire.headers;
            delete rest.connection;
            assert.equal(encoding, undefined, label);
            assert.equal(length, wire.status === 204 ? undefined : String(Buffer.byteLength(wire.body)), label);
            assert.deepEqual({...rest}, Object.fromEntries(web.headers), label);
          }
      });

  test('nonsense in Host and in the request line gets an answer, not an exception', async () => {
    for (const authorize of ['public', () => true] as const) {
      const {broker} = make({authorize});
      const local = await listen(createServer({requireHostHeader: false}, toNodeListener(broker)));
      for (const head of [
        'GET http://[ HTTP/1.1\r\nHost: [[',
        'GET //// HTTP/1.1\r\nHost: a b',
        'GET * HTTP/1.0',
        'GET /%zz HTTP/1.1\r\nHost: \xff',
      ]) {
        const socket = connect(local.port, '127.0.0.1');
        socket.end(`${head}\r\nConnection: close\r\n\r\n`);
        let text = '';
        for await (const chunk of socket) text += String(chunk);
        assert.match(text, /^HTTP\/1\.1 (200|400) /, head);
      }
      await local.close();
    }
  });

  test('a handler that throws is a 500 that says nothing', async () => {
    for (const handler of [
      () => {
        throw new Error('inner detail');
      },
      () => Promise.reject(new Error('inner detail')),
    ]) {
      const local = await listen(createServer(toNodeListener(handler as unknown as WebHandler)));
      const {status, body, headers} = await ask(local.url);
      assert.deepEqual(
        [status, headers['content-type'], headers['cache-control']],
        [500, 'application/problem+json', 'no-store'],
      );
      assert.doesNotMatch(body, /inner detail/);
      await local.close();
    }
  });

  test('a client that hangs up while the token is under way harms nobody', async () => {
    const {broker, upstream} = make();
    let release: () => void = () => {};
    upstream.reply = async (call) => {
      if (call === 1) await new Promise<void>((resolve) => (release = resolve));
      return failing(500);
    };
    server = await listen(createServer(toNodeListener(broker)));
    const request = httpRequest(server.url, {agent: false});
    request.on('error', () => {});
    request.end();
    while (!upstream.calls) await new Promise((resolve) => setTimeout(resolve, 5));
    request.destroy();
    release();
    assert.equal((await ask(server.url)).status, 503);
  });

  test('a light request and a light response pass for genuine ones', async () => {
    const {broker} = make();
    let checked = false;
    server = await listen(
      createServer(
        toNodeListener(async (request, context) => {
          assert.ok(request instanceof Request);
          assert.match(request.url, /^http:\/\/127\.0\.0\.1:\d+\/api\/token$/);
          assert.equal(request.headers.get('x-one'), '1');
          assert.equal(request.signal.aborted, false);
          assert.equal(new URL(request.clone().url).pathname, '/api/token');
          assert.equal(await request.text(), '');
          const response = await broker.handler(request, context);
          assert.ok(response instanceof Response);
          assert.ok(response.ok && response.status === 200);
          assert.ok(((await response.clone().json()) as {access_token: string}).access_token);
          response.headers.append('set-cookie', 'a=1');
          response.headers.append('set-cookie', 'b=2');
          checked = true;
          return response;
        }),
      ),
    );
    const {status, headers, body} = await ask(server.url, {'x-one': '1'});
    assert.deepEqual([status, headers['set-cookie'], checked], [200, ['a=1', 'b=2'], true]);
    assert.ok(JSON.parse(body));
  });
});

describe('under Express', () => {
  test('it is a route handler, and authorize sees what middleware knows', async () => {
    const {broker} = make({authorize: (_, {req}) => (req as {user?: string}).user === 'ada'});
    const app = express();
    app.use((req, _, next) => {
      const user = req.get('x-user');
      if (user) Object.assign(req, {user});
      next();
    });
    app.get('/api/token', toNodeListener(broker));
    server = await listen(createServer(app));
    assert.equal((await ask(server.url)).status, 403);
    assert.equal((await ask(server.url, {'x-user': 'ada'})).status, 200);
  });

  test('mounted with use, it answers preflights too', async () => {
    const {broker} = make();
    const app = express().use('/api/token', toNodeListener(broker));
    server = await listen(createServer(app));
    const preflight = await ask(server.url, {origin: SHOP, 'access-control-request-method': 'GET'}, 'OPTIONS');
    assert.deepEqual([preflight.status, preflight.headers['access-control-allow-origin']], [204, SHOP]);
  });
});
