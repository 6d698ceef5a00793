import {BASE_HEADERS, problemAnswer, type Answer} from './answer.js';
import type {BrokeredToken} from './broker.js';
import type {Lease} from './lease.js';
import {TokenBrokerError} from './token-broker-error.js';

type Headers = Readonly<Record<string, string>>;

export interface TokenAnswers {
  token(lease: Lease): BrokeredToken;
  granted(lease: Lease, headers: Headers): Answer;
  unavailable(error: unknown, headers: Headers): Answer;
  /** `headers`, the ones of every answer, and the time: browsers read the server's clock from it. */
  dated(headers: Headers): Headers;
}

/**
 * Puts the token into words. An answer only changes with the second, the token and the caller's origin, and is kept for as
 * long as none of them does: it is what a busy endpoint spends its time on.
 */
export function createTokenAnswers(now: () => number): TokenAnswers {
  let second = NaN;
  let date = '';
  let last: {answer: Answer; lease: Lease; left: number; date: string; headers: Headers} | undefined;

  const today = (): string => {
    const current = Math.floor(now() / 1000);
    if (current !== second) {
      second = current;
      date = new Date(current * 1000).toUTCString();
    }
    return date;
  };
  const dated = (headers: Headers): Headers => ({...BASE_HEADERS, ...headers, date: today()});
  const token = (lease: Lease): BrokeredToken => ({
    access_token: lease.token,
    expires_in: Math.floor((lease.expires - now()) / 1000),
    expires_at: new Date(lease.expires).toISOString(),
  });

  return {
    token,
    dated,
    granted(lease, headers) {
      const left = Math.floor((lease.expires - now()) / 1000);
      const date = today();
      if (last?.lease === lease && last.left === left && last.date === date && last.headers === headers)
        return last.answer;
      const body = JSON.stringify(token(lease));
      const answer = {status: 200, headers: {...dated(headers), 'content-type': 'application/json'}, body};
      last = {answer, lease, left, date, headers};
      return answer;
    },
    unavailable(error, headers) {
      const retryIn = error instanceof TokenBrokerError ? error.retryIn : undefined;
      const problem = {
        status: 503,
        code: 'token-unavailable',
        title: 'No token available',
        detail: 'The server has no payment token to give at the moment. Its log says why.',
      };
      const retry = retryIn === undefined ? {} : {'retry-after': String(Math.max(1, Math.ceil(retryIn / 1000)))};
      return problemAnswer(problem, {...dated(headers), ...retry});
    },
  };
}
