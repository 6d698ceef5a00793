import {http, type HttpHandler} from 'msw';
import {oauthGrant, refusalOf} from './answers.js';
import {playScript, type Plan, type ScriptControls, type ScriptOptions, type Step} from './script.js';

export interface PhoenixOAuthOptions extends ScriptOptions<'oauth'> {
  /** What is answered once the sequence is over. Default `ok`: the documented answer, a new token each time. */
  readonly oauth?: Step<'oauth'>;
  /** Credentials to insist on. Default: any. */
  readonly clientId?: string;
  readonly clientSecret?: string;
}

export interface PhoenixOAuthPlace {
  /** Default: Phoenix's own, `https://api.phoenix.market/oauth/token`. */
  readonly url?: string;
}

export type PhoenixOAuth = HttpHandler & ScriptControls<PhoenixOAuthOptions>;

/** An msw handler in place of Phoenix's token endpoint, for the tests of your backend. */
export function phoenixOAuth({
  url = PHOENIX_TOKEN_URL,
  ...options
}: PhoenixOAuthOptions & PhoenixOAuthPlace = {}): PhoenixOAuth {
  let credentials: PhoenixOAuthOptions = options;
  const planOf = (script: PhoenixOAuthOptions): Plan<'oauth'> => {
    const {oauth: steady = 'ok', ...rest} = script;
    credentials = script;
    return {...rest, steady};
  };
  const {controls, resolve} = playScript('oauth', options, planOf, (token, lifetime, body) => {
    return refusalOf(parsed(body), credentials) ?? oauthGrant(token, lifetime);
  });
  return Object.assign(http.post(url, resolve), controls);
}

export const PHOENIX_TOKEN_URL = 'https://api.phoenix.market/oauth/token';

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
