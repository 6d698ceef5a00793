// Fastify 4 or 5: the token, and Phoenix's webhooks. Run: node --import tsx fastify.ts
import fastify from 'fastify';
import {createTokenBroker, webhookHandler} from 'phoenix-payment/server';
import {toNodeListener} from 'phoenix-payment/server/node';

const clientSecret = process.env.PHOENIX_CLIENT_SECRET!;

const broker = createTokenBroker({
  clientId: process.env.PHOENIX_CLIENT_ID!,
  clientSecret,
  tokenUrl: process.env.PHOENIX_TOKEN_URL, // Phoenix's own, unless set
  // `req` is `request.raw`: what your session hook has put on it is there.
  authorize: (_request, {req}) => Boolean((req as {user?: unknown}).user),
});
const token = toNodeListener(broker);
const webhook = toNodeListener(
  webhookHandler({
    clientSecret,
    onEvent: async (event) => {
      if (event.event === 'order_status_updated' && event.data.orderStatus === 'fulfilled')
        console.log('paid', event.data.orderId); // your own work; 200 goes out when it is done
    },
  }),
);

const app = fastify();

// Webhooks in a scope without parsers: their signature covers the raw body.
await app.register(async (scope) => {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
  scope.post('/webhooks/phoenix', (request, reply) => {
    reply.hijack();
    webhook(request.raw, reply.raw);
  });
});

app.addHook('onRequest', async ({raw}) => {
  // Your own session check goes here.
  const session = process.env.DEMO_SESSION;
  if (session && raw.headers.cookie === `session=${session}`) Object.assign(raw, {user: {name: 'demo'}});
});
app.all('/api/token', (request, reply) => {
  reply.hijack();
  token(request.raw, reply.raw);
});

console.log('listening', await app.listen({port: Number(process.env.PORT ?? 3000), host: '127.0.0.1'}));
