// Hono, on any runtime. Mount it, or export it as your app.
import {Hono} from 'hono';
import {createTokenBroker} from 'phoenix-payment/server';

const broker = createTokenBroker({
  clientId: process.env.PHOENIX_CLIENT_ID!,
  clientSecret: process.env.PHOENIX_CLIENT_SECRET!,
  tokenUrl: process.env.PHOENIX_TOKEN_URL, // Phoenix's own, unless set
  // Your own session check goes here.
  authorize: (request) =>
    Boolean(process.env.DEMO_SESSION) && request.headers.get('cookie') === `session=${process.env.DEMO_SESSION}`,
});

const app = new Hono();
app.all('/api/token', (context) => broker.handler(context.req.raw));

export default app;
