import {number, object, optional, safeParse, string, unknown} from 'zod/mini';
import {readJwtClaims} from './jwt-claims.js';

/** What Phoenix's OAuth endpoint granted. */
export interface UpstreamToken {
  readonly token: string;
  /** Milliseconds from the answer on, as the endpoint counts: for a cached token it may be too much. */
  readonly expiresIn?: number;
  /** Milliseconds since 1970 on Phoenix's clock: the JWT's own `exp` and `iat`. */
  readonly expiresAt?: number;
  readonly issuedAt?: number;
}

/** `scope` is an array here, against RFC 6749, and nothing but the token and its lifetime matters: all else is ignored. */
const Grant = object({access_token: string(), expires_in: optional(unknown())});
const Seconds = number();

/** Reads the answer of the OAuth endpoint; `null` if it holds no token. A lifetime that cannot be read counts as not given. */
export function readUpstreamToken(body: unknown): UpstreamToken | null {
  const {data} = safeParse(Grant, body);
  if (!data || !/^\P{Cc}+$/u.test(data.access_token)) return null;
  const given = typeof data.expires_in === 'string' ? Number(data.expires_in || NaN) : data.expires_in;
  const expiresIn = safeParse(Seconds, given).data;
  const {exp, iat} = readJwtClaims(data.access_token);
  return {
    token: data.access_token,
    ...(expiresIn !== undefined && {expiresIn: expiresIn * 1000}),
    ...(exp !== undefined && {expiresAt: exp * 1000}),
    ...(iat !== undefined && {issuedAt: iat * 1000}),
  };
}
