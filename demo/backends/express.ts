// Express 4 or 5: the token, and Phoenix's webhooks. Run: node --import tsx express.ts
import express from 'express';
import {createTokenBroker, webhookHandler} from 'phoenix-payment/server';
import {toNodeListener} from 'phoenix-payment/server/node';

const clientSecret = process.env.PHOENIX_CLIENT_SECRET!;

const broker = createTokenBroker({
  clientId: process.env.PHOENIX_CLIENT_ID!,
  clientSecret,
  tokenUrl: process.env.PHOENIX_TOKEN_URL, // Phoenix's own, unless set
  // `req` is Express': what your session middleware has put on it is there.
  authorize: (_request, {req}) => Boolean((req as {user?: unknown}).user),
});

const app = express();

// Webhooks before express.json(): their signature covers the raw body.
app.post(
  '/webhooks/phoenix',
  toNodeListener(
    webhookHandler({
      clientSecret,
      onEvent: async (event) => {
        if (event.event === 'order_status_updated' && event.data.orderStatus === 'fulfilled')
          console.log('paid', event.data.orderId); // your own work; 200 goes out when it is done
      },
    }),
  ),
);

app.use(express.json());
app.use((req, _res, next) => {
  // Your own session middleware goes here.
  const session = process.env.DEMO_SESSION;
  if (session && req.headers.cookie === `session=${session}`) Object.assign(req, {user: {name: 'demo'}});
  next();
});

app.use('/api/token', toNodeListener(broker));

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () =>
  console.log('listening', server.address()),
);
