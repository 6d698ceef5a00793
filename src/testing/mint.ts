import {base64url} from './jwt.js';

/** What the sandbox signs with unless it is told otherwise, so that a minted token opens the sandbox's page too. */
export const SANDBOX_SIGNING_KEY = 'phoenix-payment sandbox: not a secret';

export interface MintOptions {
  /** Seconds from `issuedAt` to the expiry. Default 3600, as Phoenix documents. Ignored where `expiresAt` is given. */
  readonly lifetime?: number;
  /** A `Date`, or a number: epoch seconds, or milliseconds (from 10¹¹ on). Default: now. */
  readonly issuedAt?: Date | number;
  /** As `issuedAt`. Default: `issuedAt` + `lifetime`. */
  readonly expiresAt?: Date | number;
  /** The clock, in milliseconds. Default `Date.now`. */
  readonly now?: () => number;
  /** The HMAC key. Default: the sandbox's. */
  readonly secret?: string;
  /** Laid over the documented payload; `undefined` removes a claim (`{exp: undefined}`). */
  readonly payload?: Record<string, unknown>;
}

const HEADER = base64url('{"alg":"HS256","typ":"JWT"}');

/** A real HS256 JWT with the payload that Phoenix documents. No two are alike: each has its own `jti`. */
export async function mintToken(options: MintOptions = {}): Promise<string> {
  const {lifetime = 3600, now = Date.now, secret = SANDBOX_SIGNING_KEY} = options;
  const iat = toSeconds(options.issuedAt ?? new Date(now()));
  const exp = options.expiresAt === undefined ? iat + lifetime : toSeconds(options.expiresAt);
  const payload = {
    partner: {client_id: 'sandbox-client-id'},
    scope: ['iframe'],
    version: '1',
    iat,
    exp,
    jti: crypto.randomUUID(),
    ...options.payload,
  };
  const signed = `${HEADER}.${base64url(JSON.stringify(payload))}`;
  return `${signed}.${base64url(await hmac(secret, signed))}`;
}

async function hmac(secret: string, text: string): Promise<Uint8Array> {
  const utf8 = new TextEncoder();
  const key = await crypto.subtle.importKey('raw', utf8.encode(secret), {name: 'HMAC', hash: 'SHA-256'}, false, [
    'sign',
  ]);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8.encode(text)));
}

/** JWT times are whole seconds. */
function toSeconds(time: Date | number): number {
  const ms = time instanceof Date ? time.getTime() : time < 1e11 ? time * 1000 : time;
  if (!Number.isFinite(ms))
    throw new RangeError('phoenix-payment/testing: a time must be a valid Date or a finite number.');
  return Math.floor(ms / 1000);
}
