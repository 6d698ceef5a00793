import type {Authorize} from '../server/index.js';
import {sameSecret} from '../server/hmac.js';
import {need, needSecret} from './settings.js';
import {UsageError, type Io} from './io.js';

const HINT = `: say who may have a token.
  PHOENIX_AUTHORIZE=key with PHOENIX_KEY     your backend, which sends the key
  PHOENIX_AUTHORIZE=https://…                whoever your own route lets in
  PHOENIX_AUTHORIZE=public                   anybody`;

/** `serve`'s `authorize`, from PHOENIX_AUTHORIZE. */
export async function authorizeFrom(env: Io['env'], report: (message: string) => void): Promise<Authorize | 'public'> {
  const mode = need(env, 'PHOENIX_AUTHORIZE', HINT);
  if (mode === 'public') return 'public';
  if (mode === 'key') {
    const key = await needSecret(env, 'PHOENIX_KEY');
    return (request) => {
      const given = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
      return given !== undefined && sameSecret(key, given);
    };
  }
  if (!/^https?:\/\//.test(mode) || !URL.canParse(mode))
    throw new UsageError('PHOENIX_AUTHORIZE must be key, public, or the URL of your own route');
  if (new URL(mode).username || new URL(mode).password)
    throw new UsageError('PHOENIX_AUTHORIZE must hold no credentials: the caller brings his own');
  return (request) => askBackend(mode, request, report);
}

/** Whether the integrator's own route lets this caller in; no, if it does not answer in 5 s. */
async function askBackend(url: string, request: Request, report: (message: string) => void): Promise<boolean> {
  const headers = new Headers({accept: '*/*'});
  for (const name of ['cookie', 'authorization']) {
    const value = request.headers.get(name);
    if (value) headers.set(name, value);
  }
  try {
    const response = await fetch(url, {headers, redirect: 'manual', signal: AbortSignal.timeout(5000)});
    void response.body?.cancel().catch(() => {});
    return response.ok;
  } catch {
    report('the route in PHOENIX_AUTHORIZE did not answer');
    return false;
  }
}
