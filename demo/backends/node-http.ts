// node:http alone. Run: node --import tsx node-http.ts
import {createServer} from 'node:http';
import {createTokenBroker} from 'phoenix-payment/server';
import {toNodeListener} from 'phoenix-payment/server/node';

/** Your own session check goes here. */
const isCustomer = (request: Request) =>
  Boolean(process.env.DEMO_SESSION) && request.headers.get('cookie') === `session=${process.env.DEMO_SESSION}`;

const broker = createTokenBroker({
  clientId: process.env.PHOENIX_CLIENT_ID!,
  clientSecret: process.env.PHOENIX_CLIENT_SECRET!,
  tokenUrl: process.env.PHOENIX_TOKEN_URL, // Phoenix's own, unless set
  authorize: isCustomer,
});
const token = toNodeListener(broker);

const server = createServer((req, res) => {
  if (req.url?.split('?')[0] === '/api/token') return token(req, res);
  res.writeHead(404).end();
});
server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => console.log('listening', server.address()));
