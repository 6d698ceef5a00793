import {shape} from './shape.js';

/** The registered claims that say how long a token lives (RFC 7519): seconds since 1970. */
export interface JwtClaims {
  exp?: number;
  iat?: number;
}

const time = (claim: unknown): boolean => claim === undefined || Number.isFinite(claim);
const read = shape<JwtClaims>(({exp, iat}) => time(exp) && time(iat));

/** Reads the payload of a JWT, unverified; nothing of any other token. */
export function readJwtClaims(token: string): JwtClaims {
  const [, payload] = token.split('.');
  if (!payload) return {};
  try {
    const text = atob(payload.replace(/-/g, '+').replace(/_/g, '/'));
    return read(JSON.parse(text)) ?? {};
  } catch {
    return {};
  }
}
