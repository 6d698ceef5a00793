import type {IncomingMessage, ServerResponse} from 'node:http';
import {payloadOf} from '../testing/jwt.js';

export type SandboxServer = 'oauth' | 'partner' | 'backend';

/** One request as the sandbox saw it. No token and no secret stands in it. */
export interface LoggedRequest {
  /** ISO time on the machine's clock. */
  readonly at: string;
  readonly server: SandboxServer;
  readonly method: string;
  /** Path and query; an access token in it reads `[token]`. */
  readonly url: string;
  /** The `jti` of the access token in the URL: tells tokens apart without showing them. */
  readonly tokenId: string | null;
  readonly origin: string | null;
  readonly referer: string | null;
  /** `null` until answered, and for good where the asker left first. */
  readonly status: number | null;
}

const CAPACITY = 1000;

/** Remembers the newest thousand requests, oldest first. */
export class RequestLog {
  readonly entries: LoggedRequest[] = [];

  record(server: SandboxServer, request: IncomingMessage, response: ServerResponse): void {
    const {method = '', url = '/', headers} = request;
    const token = new URL(url, 'http://sandbox.invalid').searchParams.get('access_token');
    const jti = token === null ? undefined : payloadOf(token)?.['jti'];
    const entry = {
      at: new Date().toISOString(),
      server,
      method,
      url: redact(url),
      tokenId: typeof jti === 'string' ? jti : null,
      origin: headers.origin ?? null,
      referer: headers.referer === undefined ? null : redact(headers.referer),
      status: null as number | null,
    };
    this.entries.push(entry);
    if (this.entries.length > CAPACITY) this.entries.shift();
    response.once('finish', () => (entry.status = response.statusCode));
  }
}

function redact(url: string): string {
  return url.replace(/(access_token=)[^&#]*/gi, '$1[token]');
}
