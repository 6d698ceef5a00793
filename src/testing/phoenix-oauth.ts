import {http, type HttpHandler} from 'msw';
import {oauthGrant, refusalOf, type Credentials} from './answers.js';
import type {ScriptOptions} from './plan.js';
import {playScript, type ScriptControls} from './script.js';

export const PHOENIX_TOKEN_URL = 'https://api.phoenix.market/oauth/token';

export type PhoenixOAuthOptions = ScriptOptions<'oauth'> &
  /** Credentials to insist on. Default: any. */
  Credentials & {
    /** Default: Phoenix's own, `https://api.phoenix.market/oauth/token`. */
    readonly url?: string;
  };

export type PhoenixOAuth = HttpHandler & ScriptControls<'oauth'>;

/** An msw handler in place of Phoenix's token endpoint, for the tests of your backend. */
export function phoenixOAuth(options: PhoenixOAuthOptions = {}): PhoenixOAuth {
  const {url = PHOENIX_TOKEN_URL, clientId, clientSecret, ...script} = options;
  const {controls, resolve} = playScript('oauth', script, (token, lifetime, body) => {
    return refusalOf(parsed(body), {clientId, clientSecret}) ?? oauthGrant(token, lifetime);
  });
  return Object.assign(http.post(url, resolve), controls);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
