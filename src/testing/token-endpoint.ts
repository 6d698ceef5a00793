import {http, type HttpHandler} from 'msw';
import {backendGrant} from './answers.js';
import {playScript, type Plan, type ScriptControls, type ScriptOptions, type Step} from './script.js';

/** How your endpoint answers: one step for every request, steps in a row (the last one stays), or options. */
export type TokenEndpointScript = Extract<Step<'backend'>, string> | readonly Step<'backend'>[] | TokenEndpointOptions;

export interface TokenEndpointOptions extends ScriptOptions<'backend'> {
  /** What is answered once the sequence is over. Default `ok`: `{"access_token": "…"}`, a new token each time. */
  readonly backend?: Step<'backend'>;
}

export type TokenEndpoint = HttpHandler & ScriptControls<TokenEndpointScript>;

/**
 * An msw handler in place of your token endpoint, as Phoenix documents it:
 * `setupWorker(tokenEndpoint('/api/token', ['500', 'ok']))`.
 */
export function tokenEndpoint(url: string, script: TokenEndpointScript = 'ok'): TokenEndpoint {
  const {controls, resolve} = playScript('backend', script, planOf, backendGrant);
  return Object.assign(http.get(url, resolve), controls);
}

function planOf(script: TokenEndpointScript): Plan<'backend'> {
  if (typeof script === 'string') return {steady: script};
  if (isList(script)) return {sequence: script, steady: script.at(-1) ?? 'ok'};
  const {backend: steady = 'ok', ...options} = script;
  return {...options, steady};
}

function isList(script: object): script is readonly Step<'backend'>[] {
  return Array.isArray(script);
}
