import type {IncomingMessage, ServerResponse} from 'node:http';
import {json} from '../testing/answers.js';
import type {SandboxContext} from './context.js';
import {applyCors, isLoopbackOrigin} from './cors.js';
import {readJson, send} from './http.js';

/**
 * The switchboard over HTTP, on the OAuth port: `GET` and `PUT /__sandbox/faults`, `GET` and `DELETE /__sandbox/requests`.
 * Only for this machine: a page of another origin is refused, and so is a name that was made to point here.
 */
export function controlRoutes({faults, log}: SandboxContext) {
  return async (path: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const {origin, host = ''} = request.headers;
    if (!isLoopbackOrigin(`http://${host}`) || (origin !== undefined && !isLoopbackOrigin(origin))) {
      return void send(response, json(403, {error: 'Only for pages on this machine.'}));
    }
    if (applyCors(request, response, isLoopbackOrigin, 'GET, PUT, DELETE')) return;
    switch (`${request.method} ${path}`) {
      case 'GET /__sandbox/faults':
        return void send(response, json(200, faults.current));
      case 'PUT /__sandbox/faults':
        try {
          return void send(response, json(200, faults.set((await readJson(request)) as object)));
        } catch (error) {
          return void send(response, json(400, {error: error instanceof Error ? error.message : 'Not understood.'}));
        }
      case 'GET /__sandbox/requests':
        return void send(response, json(200, log.entries));
      case 'DELETE /__sandbox/requests':
        log.entries.length = 0;
        return void response.writeHead(204).end();
      default:
        return void send(response, json(404, {error: 'Not found.'}));
    }
  };
}
