import type {BrokerLogEntry} from './log.js';
import type {TokenStore} from './store.js';

/** Goes with a request to `authorize`: whatever the platform or your own code puts there. */
export interface HandlerContext {
  /** Workers' `ctx.waitUntil`. */
  readonly waitUntil?: (work: Promise<unknown>) => void;
  /** `node:http`'s request, where the node adapter is in use: sessions and users that middleware has put on it. */
  readonly req?: unknown;
}

/** Whether this visitor may have a token: `true`, or anything else. A `Response` is sent instead of the 403. */
export type Authorize = (request: Request, context: HandlerContext) => boolean | Response | Promise<boolean | Response>;

export interface TokenBrokerOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who may have a token. `'public'` says that anybody may; there is no default. */
  readonly authorize: Authorize | 'public';
  /** Phoenix's OAuth endpoint: https, or http on loopback. Default `https://api.phoenix.market/oauth/token`. */
  readonly tokenUrl?: string | URL | undefined;
  /** Shares the token with brokers on other machines. Default: memory. */
  readonly store?: TokenStore | undefined;
  /** Exact origins, such as `https://shop.example`, whose pages may ask across origins, with credentials. Default: none. */
  readonly allowedOrigins?: readonly string[] | undefined;
  readonly fetch?: typeof fetch | undefined;
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
  /** Default: warnings and errors go to the console, a line each. */
  readonly log?: ((entry: BrokerLogEntry) => unknown) | undefined;
  /** Milliseconds for one request to Phoenix. Default 10 000. */
  readonly timeout?: number | undefined;
}

export interface CheckedOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly authorize: Authorize | 'public';
  readonly tokenUrl: string;
  readonly store: TokenStore | undefined;
  readonly allowedOrigins: readonly string[];
  readonly fetch: typeof fetch;
  readonly now: () => number;
  readonly timeout: number;
}

const TOKEN_URL = 'https://api.phoenix.market/oauth/token';

/** Fills in defaults. Throws a TypeError that names the option, and never quotes a value. */
export function checkOptions(options: TokenBrokerOptions): CheckedOptions {
  const {clientId, clientSecret, authorize, tokenUrl = TOKEN_URL, timeout = 10_000, allowedOrigins = []} = options;
  if (typeof clientId !== 'string' || !clientId) throw new TypeError('createTokenBroker: clientId must be a string');
  if (typeof clientSecret !== 'string' || !clientSecret)
    throw new TypeError('createTokenBroker: clientSecret must be a string');
  if (authorize !== 'public' && typeof authorize !== 'function')
    throw new TypeError(
      "createTokenBroker: authorize is missing. Pass a function that says who may have a token, or 'public' if anybody may",
    );
  if (!(timeout > 0 && timeout < 2 ** 31))
    throw new TypeError('createTokenBroker: timeout must be milliseconds above 0');
  return {
    clientId,
    clientSecret,
    authorize,
    tokenUrl: checkUrl(tokenUrl),
    store: options.store,
    allowedOrigins,
    // Looked up at each call, so that tests and tracing which replace the global are heard.
    fetch: options.fetch ?? ((...request) => fetch(...request)),
    now: options.now ?? (() => Date.now()),
    timeout,
  };
}

function checkUrl(text: string | URL): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new TypeError('createTokenBroker: tokenUrl is not an absolute URL');
  }
  if (url.username || url.password)
    throw new TypeError('createTokenBroker: tokenUrl must hold no credentials: they go into the body');
  const loopback = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback))
    throw new TypeError('createTokenBroker: tokenUrl must be https (or http on loopback): the secret goes there');
  return url.href;
}
