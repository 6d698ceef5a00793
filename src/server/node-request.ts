import type {IncomingMessage} from 'node:http';
import {Readable} from 'node:stream';
import type {Asked} from './guard.js';
import {impersonate} from './impersonate.js';
import {LIGHT, type Light} from './light.js';
import {lightResponse} from './node-response.js';

/** The guard's view of a `node:http` request. */
export class NodeAsked implements Asked {
  readonly #req: IncomingMessage;
  constructor(req: IncomingMessage) {
    this.#req = req;
  }
  get method(): string {
    return this.#req.method ?? 'GET';
  }
  header(name: string): string | undefined {
    const value = this.#req.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  }
  host(): string | undefined {
    return this.header('host');
  }
}

/** A genuine `Request`, its body the stream of `req`, or what Express' raw or text parser made of it. */
export function toRequest(req: IncomingMessage & {readonly body?: unknown; readonly originalUrl?: string}): Request {
  const method = req.method ?? 'GET';
  const init: RequestInit & {duplex?: 'half'} = {method, headers: toHeaders(req)};
  if (method !== 'GET' && method !== 'HEAD') {
    if (typeof req.body === 'string' || req.body instanceof Uint8Array) init.body = req.body as BodyInit;
    else if (req.readableEnded)
      throw new TypeError('the body has been read already: mount this before any body parser');
    else Object.assign(init, {body: Readable.toWeb(req), duplex: 'half'});
  }
  return new Request(urlOf(req), init);
}

function toHeaders(req: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) {
    // HTTP/2's pseudo headers are no headers.
    if (value === undefined || name.startsWith(':')) continue;
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one);
  }
  return headers;
}

function urlOf(req: IncomingMessage & {readonly originalUrl?: string}): string {
  const scheme = 'encrypted' in req.socket && req.socket.encrypted ? 'https' : 'http';
  const host = req.headers.host ?? 'localhost';
  // Anything may stand in the request line and in Host; the answer to nonsense is the guard's, not an exception.
  try {
    return new URL(req.originalUrl ?? req.url ?? '/', `${scheme}://${host}`).href;
  } catch {
    return `${scheme}://localhost/`;
  }
}

/**
 * Good for what handlers look at first: method, URL, headers. A genuine `Request` takes as long to build as everything else
 * together; this one becomes genuine at the first look at anything more.
 */
class LightRequest {
  readonly #req: IncomingMessage;
  readonly [LIGHT]: Light;
  #headers: Headers | undefined;
  #genuine: Request | undefined;

  constructor(req: IncomingMessage) {
    this.#req = req;
    this[LIGHT] = {asked: new NodeAsked(req), respond: lightResponse};
  }

  get method(): string {
    return this.#req.method ?? 'GET';
  }
  get url(): string {
    return this.genuine().url;
  }
  get headers(): Headers {
    return (this.#headers ??= toHeaders(this.#req));
  }
  genuine(): Request {
    return (this.#genuine ??= toRequest(this.#req));
  }
}

/** A `Request` for handlers of web standards. */
export function lightRequest(req: IncomingMessage): Request {
  impersonate(LightRequest.prototype, Request.prototype);
  return new LightRequest(req) as unknown as Request;
}
