import type {IncomingMessage, ServerResponse} from 'node:http';
import {startSandbox} from '../../src/sandbox/index.js';
import {createTokenBroker} from '../../src/server/index.js';
import {toNodeListener} from '../../src/server/node.js';
import {DEFAULTS} from '../../src/config.js';

/** What the demo shows: the sandbox, or Phoenix itself. */
export interface Service {
  readonly kind: 'sandbox' | 'phoenix';
  readonly partnerUrl: string;
  /** Where the page finds the sandbox's switches; the real service has none. */
  readonly switchesUrl: string;
  /** `GET /api/token`, on the page's own origin. */
  readonly tokens: (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
  close(): Promise<void>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** With both credentials in the environment it is Phoenix, else the sandbox on free loopback ports. */
export async function startService(env: Environment): Promise<Service> {
  const {PHOENIX_CLIENT_ID: clientId, PHOENIX_CLIENT_SECRET: clientSecret, PHOENIX_TOKEN_URL: tokenUrl} = env;
  if (clientId && clientSecret) {
    const broker = createTokenBroker({
      clientId,
      clientSecret,
      tokenUrl: tokenUrl || undefined,
      // `vite --host` shows the demo to the network; tokens are for this machine.
      authorize: (_, {req}) => /^(::1|(::ffff:)?127\..+)$/.test((req as IncomingMessage).socket.remoteAddress ?? ''),
    });
    const close = (): Promise<void> => broker.close();
    return {kind: 'phoenix', partnerUrl: DEFAULTS.partnerUrl, switchesUrl: '', tokens: toNodeListener(broker), close};
  }
  const sandbox = await startSandbox();
  return {
    kind: 'sandbox',
    partnerUrl: sandbox.partnerUrl,
    switchesUrl: new URL('/__sandbox/faults', sandbox.tokenUrl).href,
    tokens: sandbox.backend,
    close: () => sandbox.close(),
  };
}
