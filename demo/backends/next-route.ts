// Next.js, app router: app/api/token/route.ts
import {createTokenBroker} from 'phoenix-payment/server';

const broker = createTokenBroker({
  clientId: process.env.PHOENIX_CLIENT_ID!,
  clientSecret: process.env.PHOENIX_CLIENT_SECRET!,
  tokenUrl: process.env.PHOENIX_TOKEN_URL, // Phoenix's own, unless set
  // Your own session check goes here; `auth()` of Auth.js, say: async () => Boolean(await auth())
  authorize: (request) =>
    Boolean(process.env.DEMO_SESSION) && request.headers.get('cookie') === `session=${process.env.DEMO_SESSION}`,
});

export const dynamic = 'force-dynamic';
export const GET = (request: Request) => broker.handler(request);
export const OPTIONS = GET;
