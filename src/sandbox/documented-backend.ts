import type {IncomingMessage, ServerResponse} from 'node:http';
import {BACKEND_FAILURE, backendGrant} from '../testing/answers.js';
import {applyCors, isLoopbackOrigin} from './cors.js';
import {send} from './http.js';

export interface DocumentedBackendOptions {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The clock, in milliseconds. Default `Date.now`. */
  readonly now?: () => number;
  /** Which pages of other origins may ask. Default: those on this machine. */
  readonly allowOrigin?: (origin: string) => boolean;
}

/** A `node:http` listener, an Express or connect middleware, in one. */
export type Middleware = (request: IncomingMessage, response: ServerResponse, next?: () => void) => void;

/** The token in memory, as the documented example keeps it. */
export interface DocumentedTokens {
  get(): Promise<string>;
  readonly held: string | null;
  forget(): void;
}

const MARGIN = 5 * 60 * 1000;

/**
 * What Phoenix's documentation tells an integrator to write, its weaknesses included: a token is kept until less than
 * 5 minutes of it are left, and there is no single flight, so requests that meet an empty cache each call Phoenix.
 */
export function createDocumentedTokens(options: DocumentedBackendOptions): DocumentedTokens {
  const {tokenUrl, clientId, clientSecret, now = Date.now} = options;
  let cache: {readonly token: string; readonly expiresAt: number} | null = null;
  return {
    get held() {
      return cache?.token ?? null;
    },
    forget() {
      cache = null;
    },
    async get() {
      if (cache !== null && cache.expiresAt - now() >= MARGIN) return cache.token;
      const response = await fetch(tokenUrl, {
        method: 'POST',
        headers: {'content-type': 'application/json'},
        body: JSON.stringify({client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials'}),
      });
      const answer = (await response.json()) as {access_token?: unknown; expires_in?: unknown};
      if (!response.ok || typeof answer.access_token !== 'string') throw new Error(`No token: ${response.status}`);
      cache = {token: answer.access_token, expiresAt: now() + Number(answer.expires_in) * 1000};
      return answer.access_token;
    },
  };
}

/** `GET` → `{"access_token": "…"}`, or `500 {"error": "Failed to get access token"}`. Mount it where the page asks. */
export function createDocumentedBackend(options: DocumentedBackendOptions): Middleware {
  const tokens = createDocumentedTokens(options);
  return serveTokens(options.allowOrigin ?? isLoopbackOrigin, (response) => answerWith(tokens, response));
}

export async function answerWith(tokens: DocumentedTokens, response: ServerResponse): Promise<void> {
  try {
    send(response, backendGrant(await tokens.get()));
  } catch {
    send(response, BACKEND_FAILURE);
  }
}

/** The route around the answer: CORS, and `GET` only. */
export function serveTokens(
  allowOrigin: (origin: string) => boolean,
  answer: (response: ServerResponse, request: IncomingMessage) => Promise<void>,
): Middleware {
  return (request, response, next) => {
    if (applyCors(request, response, allowOrigin, 'GET')) return;
    if (request.method === 'GET' || request.method === 'HEAD') void answer(response, request);
    else if (next) next();
    else response.writeHead(405, {allow: 'GET, HEAD, OPTIONS'}).end();
  };
}
