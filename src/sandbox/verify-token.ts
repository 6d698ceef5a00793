import {createHmac, timingSafeEqual} from 'node:crypto';
import {payloadOf} from '../testing/jwt.js';

export type Verdict =
  | {readonly valid: true; readonly expiresAt: number}
  | {readonly valid: false; readonly reason: 'missing' | 'malformed' | 'wrong signature' | 'expired'};

/** Checks an access token's signature and expiry; times in milliseconds. */
export function verifyToken(token: string | null, secret: string, now: number): Verdict {
  if (token === null || token === '') return {valid: false, reason: 'missing'};
  const payload = payloadOf(token);
  const exp = payload?.['exp'];
  const dot = token.lastIndexOf('.');
  if (token.split('.').length !== 3 || typeof exp !== 'number') return {valid: false, reason: 'malformed'};
  const expected = createHmac('sha256', secret).update(token.slice(0, dot)).digest();
  const given = Buffer.from(token.slice(dot + 1), 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    return {valid: false, reason: 'wrong signature'};
  if (exp * 1000 <= now) return {valid: false, reason: 'expired'};
  return {valid: true, expiresAt: exp * 1000};
}
