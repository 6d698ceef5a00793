import type {IncomingMessage, ServerResponse} from 'node:http';

/** Is this the origin of a page on this machine? `http://localhost:5173`, `http://127.0.0.1:8000`, `http://shop.localhost`. */
export function isLoopbackOrigin(origin: string): boolean {
  try {
    const {hostname} = new URL(origin);
    return (
      hostname === '127.0.0.1' || hostname === '[::1]' || hostname === 'localhost' || hostname.endsWith('.localhost')
    );
  } catch {
    return false;
  }
}

/** Lets pages of the allowed origins read the answer. True if the request was a preflight and is answered with this. */
export function applyCors(
  {method, headers}: IncomingMessage,
  response: ServerResponse,
  allows: (origin: string) => boolean,
  methods: string,
): boolean {
  const {origin} = headers;
  response.setHeader('vary', 'Origin');
  if (origin !== undefined && allows(origin)) {
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-allow-credentials', 'true');
    response.setHeader('access-control-expose-headers', 'Date, Age, Retry-After');
  }
  if (method !== 'OPTIONS') return false;
  response.setHeader('access-control-allow-methods', methods);
  const asked = headers['access-control-request-headers'];
  if (asked !== undefined) response.setHeader('access-control-allow-headers', asked);
  response.writeHead(204).end();
  return true;
}
