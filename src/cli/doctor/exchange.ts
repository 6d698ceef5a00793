import {readBytes} from '../../server/read-bytes.js';

/** One question and its answer; what failed has `problem` instead of a status. */
export interface Exchange {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; `undefined` if it is none. */
  readonly json: unknown;
  /** Local clock, ms since 1970, when the question went out and when the answer was there. */
  readonly asked: number;
  readonly answered: number;
  readonly problem?: string;
}

export interface AskOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly timeout: number;
}

/** Bytes; more is no token. */
const LIMIT = 262_144;

/** Asks the endpoint as a browser would, but follows no redirect. Never rejects. */
export async function exchange(url: string, {method = 'GET', headers = {}, timeout}: AskOptions): Promise<Exchange> {
  const asked = Date.now();
  const base = {status: 0, headers: new Headers(), text: '', json: undefined, asked};
  try {
    const response = await fetch(url, {
      method,
      headers: {accept: 'application/json', 'cache-control': 'no-cache', ...headers},
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });
    const bytes = await readBytes(response, LIMIT);
    const text = bytes ? new TextDecoder().decode(bytes) : '';
    const {status, headers: answer} = response;
    return {
      ...base,
      status,
      headers: answer,
      text,
      json: parse(text),
      answered: Date.now(),
      ...(!bytes && {problem: 'the answer is larger than 256 KiB'}),
    };
  } catch (error) {
    return {...base, answered: Date.now(), problem: reasonOf(error, timeout)};
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown, timeout: number): string {
  if (!(error instanceof Error)) return 'the request failed';
  if (error.name === 'TimeoutError') return `no answer within ${timeout} ms`;
  const {cause} = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message;
}
