import type {Fault} from './faults.js';

/** An HTTP answer as plain data: the sandbox writes it to a socket, the test kit makes a `Response` of it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: {'content-type': 'application/json', 'cache-control': 'no-store', ...headers},
    body: JSON.stringify(value),
  };
}

/** What Phoenix documents that its token endpoint answers. */
export function oauthGrant(token: string, lifetime: number): Answer {
  return json(200, {access_token: token, token_type: 'Bearer', expires_in: lifetime, scope: ['iframe']});
}

export interface Credentials {
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
}

/** Judges the body of a token request: `null` if a token is due. Credentials that are not given are not checked. */
export function refusalOf(asked: unknown, {clientId, clientSecret}: Credentials): Answer | null {
  if (typeof asked !== 'object' || asked === null) return json(400, {error: 'invalid_request'});
  const {client_id, client_secret, grant_type} = asked as Readonly<Record<string, unknown>>;
  if (grant_type !== 'client_credentials') return json(400, {error: 'unsupported_grant_type'});
  const known = client_id === (clientId ?? client_id) && client_secret === (clientSecret ?? client_secret);
  return known ? null : json(401, {error: 'invalid_client'});
}

/** What Phoenix documents that an integrator's backend answers: the token and nothing else. */
export function backendGrant(token: string): Answer {
  return json(200, {access_token: token});
}

/** What Phoenix documents that an integrator's backend answers when it got no token. */
export const BACKEND_FAILURE = json(500, {error: 'Failed to get access token'});

/** The answer of a fault that answers at once and badly; `null` for the others (ok, slow, hang, reset, expired, same). */
export function faultyAnswer(
  side: 'oauth' | 'backend',
  {name, amount}: Fault<'oauth'> | Fault<'backend'>,
): Answer | null {
  const retryAfter = {'retry-after': String(amount)};
  switch (name) {
    case '401':
      return json(401, {error: side === 'oauth' ? 'invalid_client' : 'Unauthorized'});
    case '403':
      return json(403, {error: 'Forbidden'});
    case '429':
      return json(429, {error: side === 'oauth' ? 'rate_limited' : 'Too many requests'}, retryAfter);
    case '500':
      return side === 'oauth' ? json(500, {error: 'server_error'}) : BACKEND_FAILURE;
    case 'malformed':
      return {...json(200, null), body: '{"access_token": "eyJhbGciOi'};
    case 'html-200':
      return {status: 200, headers: {'content-type': 'text/html; charset=utf-8'}, body: CAPTIVE_PORTAL};
    default:
      return null;
  }
}

/** The times of the fault `expired`: a token that ended an hour ago, whatever tokens' lifetime. */
export function longExpired(now: number): {readonly issuedAt: Date; readonly expiresAt: Date} {
  return {issuedAt: new Date(now - 7_200_000), expiresAt: new Date(now - 3_600_000)};
}

const CAPTIVE_PORTAL = '<!doctype html><title>Log in to the network</title><p>Welcome! Log in to use this network.</p>';
