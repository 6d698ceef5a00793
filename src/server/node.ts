import type {IncomingMessage, ServerResponse} from 'node:http';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import type {ReadableStream as NodeReadableStream} from 'node:stream/web';
import {BASE_HEADERS, problemAnswer, type Answer} from './answer.js';
import {directOf, type TokenBroker} from './broker.js';
import type {HandlerContext} from './broker-options.js';
import {NodeAsked, lightRequest, toRequest} from './node-request.js';
import {untouched} from './node-response.js';

/** A handler on web standards: a broker's, `webhookHandler`'s, or your own. */
export type WebHandler = (request: Request, context: HandlerContext) => Response | Promise<Response>;

/** For `http.createServer`, and as middleware or route handler for Express, Connect and their kin. */
export type NodeListener = (req: IncomingMessage, res: ServerResponse) => void;

/**
 * Serves a broker, or any web-standard handler, through `node:http`. `authorize` gets `{req}` beside the request, with the
 * session or user that middleware has put on it. A broker is served on a direct path that builds no `Request` unless
 * `authorize` wants one. Mount `webhookHandler` before any JSON parser: the signature covers the raw body.
 */
export function toNodeListener(target: TokenBroker | WebHandler): NodeListener {
  const direct = typeof target === 'function' ? undefined : directOf.get(target);
  const handler: WebHandler =
    typeof target === 'function' ? target : (request, context) => target.handler(request, context);
  const ask = direct
    ? (req: IncomingMessage) => direct(new NodeAsked(req), () => toRequest(req), {req})
    : (req: IncomingMessage) => handler(lightRequest(req), {req});

  return (req, res) => {
    const failed = (): void => {
      // The handler's error is its own to report; the caller must not hang on it, nor read it.
      if (res.headersSent) res.destroy();
      else write(res, problemAnswer({status: 500, code: 'internal', title: 'Internal error'}, BASE_HEADERS));
    };
    try {
      const answer = ask(req);
      if (answer instanceof Promise) answer.then((late) => send(res, late)).catch(failed);
      else send(res, answer)?.catch(failed);
    } catch {
      failed();
    }
  };
}

function send(res: ServerResponse, answer: Answer | Response): Promise<void> | undefined {
  const ready = answer instanceof Response ? untouched(answer) : answer;
  if (!ready) return pipe(res, answer as Response);
  write(res, ready);
  return undefined;
}

/** The headers of an answer with its length; answers of one second are one object, so that they are counted once. */
const measured = new WeakMap<Answer, Record<string, string | number>>();

function write(res: ServerResponse, answer: Answer): void {
  let headers = measured.get(answer);
  if (!headers) {
    const length = answer.status === 204 ? {} : {'content-length': Buffer.byteLength(answer.body)};
    measured.set(answer, (headers = {...answer.headers, ...length}));
  }
  res.writeHead(answer.status, headers);
  res.end(answer.body);
}

async function pipe(res: ServerResponse, response: Response): Promise<void> {
  const headers: Record<string, string | string[]> = Object.fromEntries(response.headers);
  const cookies = response.headers.getSetCookie();
  if (cookies.length) headers['set-cookie'] = cookies;
  res.writeHead(response.status, headers);
  if (response.body) await pipeline(Readable.fromWeb(response.body as NodeReadableStream), res);
  else res.end();
}
