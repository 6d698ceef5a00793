// Nuxt (and Nitro): server/api/token.ts
import {createTokenBroker} from 'phoenix-payment/server';

const broker = createTokenBroker({
  clientId: process.env.PHOENIX_CLIENT_ID!,
  clientSecret: process.env.PHOENIX_CLIENT_SECRET!,
  tokenUrl: process.env.PHOENIX_TOKEN_URL, // Phoenix's own, unless set
  // Your own session check goes here.
  authorize: (request) =>
    Boolean(process.env.DEMO_SESSION) && request.headers.get('cookie') === `session=${process.env.DEMO_SESSION}`,
});

export default defineEventHandler((event) => broker.handler(toWebRequest(event)));
