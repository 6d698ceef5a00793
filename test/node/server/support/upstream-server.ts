import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {listen} from './listen.js';

export interface UpstreamServer {
  readonly tokenUrl: string;
  calls: number;
  /** Seconds; `expires_in` of what is granted. */
  lifetime: number;
  /** Milliseconds before an answer. */
  delay: number;
  /** Instead of a grant; the default grants `token-<call>`. */
  reply: ((call: number, req: IncomingMessage, res: ServerResponse) => void) | undefined;
  close(): Promise<void>;
}

/** Phoenix's OAuth endpoint on loopback, just good enough to count. */
export async function startUpstream(): Promise<UpstreamServer> {
  const server = createServer((req, res) => {
    const call = ++upstream.calls;
    req.resume();
    const grant = (): void => {
      res.writeHead(200, {'content-type': 'application/json'});
      res.end(
        JSON.stringify({
          access_token: `token-${call}`,
          token_type: 'Bearer',
          expires_in: upstream.lifetime,
          scope: ['iframe'],
        }),
      );
    };
    setTimeout(() => (upstream.reply ? upstream.reply(call, req, res) : grant()), upstream.delay);
  });
  const {origin, close} = await listen(server);
  const upstream: UpstreamServer = {
    tokenUrl: `${origin}/oauth/token`,
    calls: 0,
    lifetime: 3600,
    delay: 0,
    reply: undefined,
    close,
  };
  return upstream;
}
