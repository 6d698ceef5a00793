// SvelteKit: src/routes/api/token/+server.ts
import {env} from '$env/dynamic/private';
import {createTokenBroker} from 'phoenix-payment/server';

const broker = createTokenBroker({
  clientId: env.PHOENIX_CLIENT_ID,
  clientSecret: env.PHOENIX_CLIENT_SECRET,
  tokenUrl: env.PHOENIX_TOKEN_URL, // Phoenix's own, unless set
  // What your hooks.server.ts has put on `locals` goes along.
  authorize: (_request, {locals}) => Boolean((locals as {user?: unknown}).user),
});

type Event = {request: Request; locals: unknown};

export const GET = ({request, locals}: Event) => broker.handler(request, {locals});
export const OPTIONS = GET;
