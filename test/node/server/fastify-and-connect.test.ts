import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {describe, test} from 'node:test';
import connect from 'connect';
import fastify from 'fastify';
import {webhookHandler, type WebhookEvent} from '../../../src/server/index.js';
import {toNodeListener} from '../../../src/server/node.js';
import {SECRET} from './support/fake-upstream.js';
import {SHOP, guarded} from './support/guarded-broker.js';
import {listen} from './support/listen.js';
import {BODY, signed} from './support/webhook-delivery.js';

describe('under Fastify', () => {
  test('it answers on a hijacked reply, and authorize sees what hooks know', async (t) => {
    const {broker} = guarded({authorize: (_, {req}) => (req as {user?: string}).user === 'ada'});
    const token = toNodeListener(broker);
    const app = fastify({forceCloseConnections: true});
    t.after(() => app.close());
    app.addHook('onRequest', async ({headers, raw}) => void Object.assign(raw, {user: headers['x-user']}));
    app.route({
      method: ['GET', 'OPTIONS'],
      url: '/api/token',
      handler: (request, reply) => {
        reply.hijack();
        token(request.raw, reply.raw);
      },
    });
    const origin = await app.listen({port: 0, host: '127.0.0.1'});
    const ask = (headers: Record<string, string>, method = 'GET') => fetch(`${origin}/api/token`, {method, headers});

    assert.equal((await ask({})).status, 403);
    const response = await ask({'x-user': 'ada', origin: SHOP});
    assert.deepEqual(
      [response.status, response.headers.get('cache-control'), response.headers.get('access-control-allow-origin')],
      [200, 'no-store', SHOP],
    );
    assert.equal(((await response.json()) as {access_token: string}).access_token, 'token-1');
    const preflight = await ask({origin: SHOP, 'access-control-request-method': 'GET'}, 'OPTIONS');
    assert.deepEqual([preflight.status, preflight.headers.get('access-control-allow-methods')], [204, 'GET']);
  });

  test('webhooks keep their raw body where no content type parser touches it', async (t) => {
    const events: WebhookEvent[] = [];
    const webhook = toNodeListener(
      webhookHandler({clientSecret: SECRET, onEvent: (event) => void events.push(event), log: () => {}}),
    );
    const app = fastify({forceCloseConnections: true});
    t.after(() => app.close());
    await app.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
      scope.post('/webhooks/phoenix', (request, reply) => {
        reply.hijack();
        webhook(request.raw, reply.raw);
      });
    });
    app.post('/other', async ({body}) => body);
    const origin = await app.listen({port: 0, host: '127.0.0.1'});
    const post = (path: string, headers: Record<string, string>) =>
      fetch(origin + path, {method: 'POST', headers, body: BODY});

    assert.equal((await post('/webhooks/phoenix', signed(BODY, {at: Date.now()}))).status, 200);
    assert.equal((await post('/webhooks/phoenix', signed(BODY, {at: Date.now(), secret: 'x'}))).status, 401);
    assert.deepEqual(
      events.map(({id}) => id),
      ['evt_1'],
    );
    const other = await post('/other', {'content-type': 'application/json'});
    assert.deepEqual(await other.json(), JSON.parse(BODY), 'the rest of the app parses as ever');
  });
});

test('under Connect it is middleware on its path, and authorize sees the whole URL', async (t) => {
  const paths: string[] = [];
  const {broker} = guarded({
    authorize: (request) => {
      paths.push(new URL(request.url).pathname);
      return request.headers.get('cookie') === 'sid=1';
    },
  });
  const app = connect().use('/api/token', toNodeListener(broker));
  const server = await listen(createServer(app));
  t.after(() => server.close());
  const statuses = await Promise.all(
    [server.url, `${server.origin}/other`].map(async (url) => (await fetch(url, {headers: {cookie: 'sid=1'}})).status),
  );
  assert.deepEqual([statuses, paths], [[200, 404], ['/api/token']]);
  assert.equal((await fetch(server.url)).status, 403);
});
