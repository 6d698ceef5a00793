import {patience} from '../clock.js';
import {PhoenixPaymentError, type PhoenixPaymentErrorCode} from '../errors.js';
import {readTokenResponse, type TokenAnswer, type TokenResponse} from '../wire/token-response.js';
import type {Clocks} from './lease.js';

/** Why a token is asked for. */
export type TokenReason = 'initial' | 'scheduled' | 'retry' | 'wake' | 'manual';

/** Replaces the built-in request. Reject with an error that has a numeric `status` to have it treated as that HTTP status. */
export type FetchToken = (request: {signal: AbortSignal; reason: TokenReason}) => Promise<TokenResponse | string>;

/** How one element asks for a token. */
export interface TokenRequest {
  readonly endpoint: string;
  readonly credentials: RequestCredentials;
  readonly headers: readonly (readonly [string, string])[];
  readonly fetchToken: FetchToken | undefined;
  /** For one request, ms. */
  readonly timeout: number;
  /** Refresh margin, ms. */
  readonly margin: number;
}

/**
 * Asks once. An answer that is no token comes as an error, with the clocks around it; without any answer, the promise rejects
 * with a `PhoenixPaymentError`, or with the reason when `call` is aborted. In time it aborts itself.
 */
export async function requestToken(
  request: TokenRequest,
  reason: TokenReason,
  call: AbortController,
): Promise<Omit<Clocks, 'asked'> & {readonly answer: TokenAnswer | PhoenixPaymentError}> {
  const wall = Date.now();
  const {signal} = call;
  const calledOff = new Promise<never>((_, reject) => {
    signal.onabort = () => reject(signal.reason);
  });
  const timer = patience(request.timeout, () => call.abort(new PhoenixPaymentError('token-timeout')));
  try {
    const ask = request.fetchToken ? called(request.fetchToken, {signal, reason}) : fetched(request, signal);
    // zod makes what it reads with when it first reads: while an answer is under way that costs no time.
    readTokenResponse(null);
    const {body, ...clocks} = await Promise.race([calledOff, ask]);
    const answer =
      body instanceof PhoenixPaymentError
        ? body
        : (readTokenResponse(body) ?? new PhoenixPaymentError('token-malformed'));
    return {answer, wall, ...clocks};
  } finally {
    clearTimeout(timer);
  }
}

interface Heard {
  /** Or the error that a status means. */
  readonly body: unknown;
  readonly age: number;
  readonly server?: number;
}

async function called(fetchToken: FetchToken, request: Parameters<FetchToken>[0]): Promise<Heard> {
  // Nobody's code runs inside of `ask`.
  await Promise.resolve();
  request.signal.throwIfAborted();
  try {
    const body = await fetchToken(request);
    return {body: typeof body === 'string' ? {access_token: body} : body, age: 0};
  } catch (cause) {
    const status = (cause as {status?: unknown} | null)?.status;
    throw typeof status === 'number' ? refusal(status, {cause}) : new PhoenixPaymentError('token-network', {cause});
  }
}

async function fetched({endpoint, credentials, headers}: TokenRequest, signal: AbortSignal): Promise<Heard> {
  let response;
  try {
    response = await fetch(endpoint, {
      headers: [['accept', 'application/json'], ...headers] as [string, string][],
      credentials,
      cache: 'no-store',
      signal,
    });
  } catch (cause) {
    throw new PhoenixPaymentError('token-network', {cause});
  }
  const header = (name: string): string => response.headers.get(name) ?? '';
  const age = Math.max(Number(header('age')) || 0, 0) * 1000;
  const date = Date.parse(header('date'));
  const clocks = {age, ...(date && {server: date + age})};
  if (!response.ok) {
    const after = header('retry-after');
    // RFC 9110: seconds, or a date, which is on the server's clock
    const wait = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - (clocks.server ?? Date.now());
    const facts = wait > 0 ? {retryAt: new Date(Math.min(Date.now() + wait, 8.64e15))} : {};
    return {body: refusal(response.status, facts), ...clocks};
  }
  try {
    return {body: await response.json(), ...clocks};
  } catch (cause) {
    // By its name: WebKit's is a DOMException. It is not kept: its message quotes the text, which may hold a token.
    if ((cause as Error).name === 'SyntaxError') return {body: null, ...clocks};
    throw new PhoenixPaymentError('token-network', {cause});
  }
}

function refusal(status: number, facts: {retryAt?: Date; cause?: unknown}): PhoenixPaymentError {
  let code: PhoenixPaymentErrorCode = 'token-server';
  if (status < 500) code = 'token-rejected';
  if (status === 401 || status === 403) code = 'token-unauthorized';
  if (status === 429) code = 'token-rate-limited';
  return new PhoenixPaymentError(code, {status, ...facts});
}
