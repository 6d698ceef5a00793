import {faultyAnswer, backendGrant, json, longExpired} from '../testing/answers.js';
import {parseFault} from '../testing/faults.js';
import {mintToken} from '../testing/mint.js';
import type {SandboxContext} from './context.js';
import {isLoopbackOrigin} from './cors.js';
import {answerWith, serveTokens, type DocumentedTokens, type Middleware} from './documented-backend.js';
import {send, waited, type Listener} from './http.js';

/** The documented backend with the `backend` switch before it: a middleware for the path at which the page asks. */
export function faultyBackend(context: SandboxContext, tokens: DocumentedTokens): Middleware {
  const {faults, log, now, signingKey} = context;
  const route = serveTokens(isLoopbackOrigin, async (response, request) => {
    const fault = parseFault('backend', faults.current.backend);
    if (fault.name === 'hang') return;
    if (fault.name === 'reset') return void request.socket.destroy();
    if (fault.name === 'slow' && !(await waited(fault.amount, response))) return;
    const bad = faultyAnswer('backend', fault);
    if (bad) return void send(response, bad);
    if (fault.name === 'expired') {
      return void send(response, backendGrant(await mintToken({...longExpired(now()), secret: signingKey})));
    }
    if (fault.name === 'same' && tokens.held !== null) return void send(response, backendGrant(tokens.held));
    return answerWith(tokens, response);
  });
  return (request, response, next) => {
    log.record('backend', request, response);
    response.setHeader('date', new Date(now()).toUTCString());
    route(request, response, next);
  };
}

/** The backend on its own port, at `/api/token`. */
export function backendListener(backend: Middleware): Listener {
  return (request, response) => {
    const {pathname} = new URL(request.url ?? '/', 'http://sandbox.invalid');
    if (pathname === '/api/token') backend(request, response);
    else send(response, json(404, {error: 'Not found'}));
  };
}
