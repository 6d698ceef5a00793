import {base64url} from '../../../../src/testing/jwt.js';
import type {FakeClock} from './fake-clock.js';

let minted = 0;

/** A JWT with these claims (`exp` and `iat` in ms here) and a signature that nobody looks at. No two are alike. */
export function jwt({exp, iat}: {exp?: number; iat?: number} = {}): string {
  const claims = {jti: String(++minted), ...(exp && {exp: exp / 1000}), ...(iat && {iat: iat / 1000})};
  return `${base64url('{"alg":"HS256","typ":"JWT"}')}.${base64url(JSON.stringify(claims))}.signature`;
}

export interface Answer {
  readonly status?: number;
  /** Over the server's own `Date`; `null` leaves one out. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** A text, or what becomes JSON. */
  readonly body?: unknown;
  /** A body of which the end never comes. */
  readonly halfOpen?: boolean;
}

/** An answer, `'hang'`, `'reset'`, or a promise of one that the test holds. */
export type Reply = Answer | 'hang' | 'reset' | Promise<Answer>;

export interface Asked {
  readonly url: string;
  readonly init: RequestInit;
  /** True time, ms since the start. */
  readonly at: number;
}

/** Stands in for `fetch`, and answers from a backend whose clock is right. */
export class FakeBackend {
  readonly asked: Asked[] = [];
  /** Requests that have not come to an end, by URL. */
  readonly open = new Map<string, number>();
  /** The most of them at one time for one URL. */
  most = 0;
  answer: (asked: Asked) => Reply;
  readonly #clock: FakeClock;
  #real = globalThis.fetch;

  /** By default a new token each time, which says of itself that it lives for an hour. */
  constructor(clock: FakeClock) {
    this.#clock = clock;
    this.answer = () => this.token();
  }

  /** A documented answer with a new token. */
  token(lifetime = 3_600_000): Answer {
    const iat = Math.floor(this.#clock.server / 1000) * 1000;
    return {body: {access_token: jwt({iat, exp: iat + lifetime})}};
  }

  install(): this {
    this.#real = globalThis.fetch;
    globalThis.fetch = (url, init = {}) => this.#fetch(String(url), init);
    return this;
  }

  uninstall(): void {
    globalThis.fetch = this.#real;
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    // Not ours: the element looks whether the partner can be reached.
    if (init.mode === 'no-cors') return Response.error();
    const asked = {url, init, at: this.#clock.truth};
    const date = new Date(this.#clock.server).toUTCString();
    this.asked.push(asked);
    const open = (this.open.get(url) ?? 0) + 1;
    this.open.set(url, open);
    this.most = Math.max(this.most, open);
    let under = true;
    const end = (): void => {
      if (under) this.open.set(url, (this.open.get(url) ?? 1) - 1);
      under = false;
    };
    const calledOff = new Promise<never>((_, reject) => {
      init.signal?.addEventListener('abort', () => {
        end();
        reject(init.signal?.reason as Error);
      });
    });
    calledOff.catch(() => {});
    try {
      const reply = this.answer(asked);
      if (reply === 'reset') throw new TypeError('Failed to fetch');
      const {
        status = 200,
        headers = {},
        body,
        halfOpen,
      } = await Promise.race([reply === 'hang' ? calledOff : reply, calledOff]);
      const all = {date, ...headers};
      const text = typeof body === 'string' ? body : JSON.stringify(body ?? null);
      return {
        ok: status >= 200 && status < 300,
        status,
        headers: new Headers(Object.entries(all).filter((each): each is [string, string] => each[1] !== null)),
        json: async () => (halfOpen ? calledOff : (JSON.parse(text) as unknown)),
      } as Response;
    } finally {
      end();
    }
  }
}
