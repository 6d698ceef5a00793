import {shape} from './shape.js';

type Moment = number | string | null;

/** What an integrator's token endpoint, or `fetchToken`, answers. One spelling of each is enough; anything else is ignored. */
export interface TokenResponse {
  access_token?: string;
  accessToken?: string;
  /** Seconds from this answer on. */
  expires_in?: Moment;
  expiresIn?: Moment;
  /** ISO 8601 (UTC unless it says otherwise), or seconds or milliseconds since 1970. */
  expires_at?: Moment;
  expiresAt?: Moment;
}

/** The same, understood. */
export interface TokenAnswer {
  readonly token: string;
  /** Milliseconds from the answer on. */
  readonly expiresIn?: number;
  /** Milliseconds since 1970, on the server's clock. */
  readonly expiresAt?: number;
}

const numeric = (value: unknown): number =>
  typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) ? Number(value) : NaN;

/** Up to the year 5138 a number of seconds has fewer than 12 digits, and since 1973 one of milliseconds has 12 or more. */
function instant(value: unknown): number {
  const number = numeric(value);
  if (number === number) return number < 1e11 ? number * 1000 : number;
  return typeof value === 'string' ? Date.parse(/T[^Z+-]*$/i.test(value) ? `${value}Z` : value) : NaN;
}

const readable = (value: unknown, as: (value: unknown) => number): boolean =>
  value == null || Number.isFinite(as(value));

const read = shape<TokenResponse>(
  ({access_token, accessToken, expires_in, expiresIn, expires_at, expiresAt}) =>
    typeof (access_token || accessToken) === 'string' &&
    readable(expires_in ?? expiresIn, numeric) &&
    readable(expires_at ?? expiresAt, instant),
);

/** Turns an answer into a token with what it says of its expiry; `null` if it is not of the documented shape. */
export function readTokenResponse(body: unknown): TokenAnswer | null {
  const answer = read(body);
  const token = answer?.access_token || answer?.accessToken;
  if (!answer || !token) return null;
  const expiresIn = answer.expires_in ?? answer.expiresIn;
  const expiresAt = answer.expires_at ?? answer.expiresAt;
  return {
    token,
    ...(expiresIn != null && {expiresIn: numeric(expiresIn) * 1000}),
    ...(expiresAt != null && {expiresAt: instant(expiresAt)}),
  };
}
