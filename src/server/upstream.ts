import {readUpstreamToken} from '../wire/upstream-token.js';
import type {Closing} from './closing.js';
import {withDeadline} from './deadline.js';
import {leaseOf, type Lease} from './lease.js';
import {readBytes} from './read-bytes.js';
import {TokenBrokerError, type TokenBrokerErrorCode} from './token-broker-error.js';

export interface Upstream {
  readonly fetch: typeof fetch;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Milliseconds for the whole exchange. */
  readonly timeout: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Bytes; the documented answer has some 500. */
const LIMIT = 65_536;

/** Asks Phoenix for a token: one POST of client credentials as JSON. Rejects with a `TokenBrokerError` only. */
export async function requestUpstream(upstream: Upstream, closing: Closing): Promise<Lease> {
  const late = () => new TokenBrokerError(closing.closed ? 'closed' : 'upstream-timeout');
  try {
    return await withDeadline(upstream.timeout, closing, late, (abort) => exchange(upstream, abort));
  } catch (error) {
    throw error instanceof TokenBrokerError ? error : new TokenBrokerError('upstream-network', reasonOf(error));
  }
}

async function exchange({fetch, tokenUrl, clientId, clientSecret, now}: Upstream, signal: AbortSignal): Promise<Lease> {
  const asked = now();
  const response = await fetch(tokenUrl, {
    method: 'POST',
    headers: {'content-type': 'application/json', accept: 'application/json'},
    body: JSON.stringify({client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials'}),
    // A redirect would carry the secret to wherever it points. (`error` is not known in Workers.)
    redirect: 'manual',
    signal,
  });
  if (!response.ok) {
    void response.body?.cancel().catch(() => {});
    const retryIn = retryAfter(response.headers.get('retry-after'), now());
    const facts = {status: response.status, ...(retryIn !== undefined && {retryIn})};
    throw new TokenBrokerError(codeOf(response.status), facts);
  }
  const bytes = await readBytes(response, LIMIT);
  const grant = bytes && readUpstreamToken(parse(new TextDecoder().decode(bytes)));
  // Upstream may echo what it was sent; a "token" with the secret in it would go to every browser.
  if (!grant || grant.token.includes(clientSecret)) throw new TokenBrokerError('upstream-malformed');
  const age = Math.max(0, Number(response.headers.get('age') ?? 0) * 1000 || 0);
  const server = Date.parse(response.headers.get('date') ?? '') + age;
  const lease = leaseOf(grant, {asked, age, ...(Number.isFinite(server) && {server})});
  if (lease.expires - now() < 1000) throw new TokenBrokerError('upstream-expired');
  return lease;
}

function codeOf(status: number): TokenBrokerErrorCode {
  if (status === 401 || status === 403) return 'upstream-refused';
  if (status === 429) return 'upstream-rate-limited';
  return status >= 500 ? 'upstream-failed' : 'upstream-rejected';
}

/** `Retry-After` (RFC 9110, 10.2.3) in ms: seconds or a date. No more than an hour is believed. */
function retryAfter(value: string | null, now: number): number | undefined {
  if (!value) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return ms > 0 ? Math.min(ms, 3_600_000) : undefined;
}

/** The error's text may quote the request. A system error's name cannot. */
function reasonOf(error: unknown): {reason?: string} {
  const cause = error instanceof Error ? (error.cause ?? error) : undefined;
  const code = typeof cause === 'object' && cause && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? {reason: code} : {};
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
