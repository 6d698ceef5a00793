import type {IncomingMessage, ServerResponse} from 'node:http';
import {faultyAnswer, json, oauthGrant, refusalOf, type Answer} from '../testing/answers.js';
import {parseFault} from '../testing/faults.js';
import {mintToken} from '../testing/mint.js';
import type {SandboxContext} from './context.js';
import {controlRoutes} from './control.js';
import {readJson, send, waited, type Listener} from './http.js';

/** Phoenix's side of the token: `POST /oauth/token`, and the sandbox's own switchboard beside it. */
export function oauthListener(context: SandboxContext): Listener {
  const control = controlRoutes(context);
  return async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://sandbox.invalid').pathname;
    response.setHeader('date', new Date(context.now()).toUTCString());
    if (path.startsWith('/__sandbox/')) return control(path, request, response);
    context.log.record('oauth', request, response);
    if (path !== '/oauth/token') return void send(response, json(404, {error: 'not_found'}));
    if (request.method !== 'POST')
      return void send(response, json(405, {error: 'method_not_allowed'}, {allow: 'POST'}));
    return answerTokenRequest(context, request, response);
  };
}

async function answerTokenRequest(
  context: SandboxContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asked = await readJson(request);
  const fault = parseFault('oauth', context.faults.current.oauth);
  if (fault.name === 'hang') return;
  if (fault.name === 'reset') return void request.socket.destroy();
  if (fault.name === 'slow' && !(await waited(fault.amount, response))) return;
  send(response, faultyAnswer('oauth', fault) ?? refusalOf(asked, context) ?? (await grant(context)));
}

async function grant({clientId, signingKey, now, faults}: SandboxContext): Promise<Answer> {
  const {lifetime} = faults.current;
  const payload = {partner: {client_id: clientId}};
  return oauthGrant(await mintToken({lifetime, now, secret: signingKey, payload}), lifetime);
}
