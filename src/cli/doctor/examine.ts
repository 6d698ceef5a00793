import {exchange, type Exchange} from './exchange.js';

export interface Patient {
  readonly url: string;
  /** What lets the doctor in: a test user's cookie, say. */
  readonly headers: Readonly<Record<string, string>>;
  /** An origin that is to be allowed. */
  readonly origin?: string;
  /** Milliseconds for each request. */
  readonly timeout: number;
}

/** All that was asked. */
export interface Evidence {
  readonly patient: Patient;
  readonly plain: Exchange;
  /** A page of an origin that nobody can have listed, and its preflight. */
  readonly foreign: Exchange;
  readonly foreignPreflight: Exchange;
  /** A script tag on another site: no Origin, cookies if they are not SameSite. */
  readonly crossSite: Exchange;
  readonly callback: Exchange;
  readonly post: Exchange;
  /** Without the headers that let the doctor in, if there are any. */
  readonly anonymous?: Exchange;
  readonly own?: Exchange;
  readonly ownPreflight?: Exchange;
  readonly inTurn: readonly Exchange[];
  readonly atOnce: readonly Exchange[];
}

export const FOREIGN = 'https://phoenix-payment-doctor.invalid';

/** Asks about twenty times, most of it in turn: a patient is not load-tested. */
export async function examine(patient: Patient): Promise<Evidence> {
  const {url, headers, origin, timeout} = patient;
  const ask = (more: Record<string, string> = {}, method = 'GET', at = url): Promise<Exchange> =>
    exchange(at, {method, headers: {...headers, ...more}, timeout});
  const preflight = (from: string): Promise<Exchange> =>
    exchange(url, {method: 'OPTIONS', headers: {origin: from, 'access-control-request-method': 'GET'}, timeout});
  const withCallback = new URL(url);
  withCallback.searchParams.set('callback', 'doctor');
  withCallback.searchParams.set('jsonp', 'doctor');

  const plain = await ask({'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors'});
  const inTurn = [await ask(), await ask(), await ask()];
  return {
    patient,
    plain,
    inTurn,
    atOnce: await Promise.all(Array.from({length: 8}, () => ask())),
    foreign: await ask({origin: FOREIGN, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors'}),
    foreignPreflight: await preflight(FOREIGN),
    crossSite: await ask({'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script'}),
    callback: await ask({}, 'GET', withCallback.href),
    post: await ask({'content-type': 'text/plain'}, 'POST'),
    ...(Object.keys(headers).length > 0 && {anonymous: await exchange(url, {timeout})}),
    ...(origin !== undefined && {
      own: await ask({origin, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors'}),
      ownPreflight: await preflight(origin),
    }),
  };
}
