import {http, type HttpHandler} from 'msw';
import {backendGrant} from './answers.js';
import type {Script} from './plan.js';
import {playScript, type ScriptControls} from './script.js';

export type TokenEndpoint = HttpHandler & ScriptControls<'backend'>;

/**
 * An msw handler in place of your token endpoint, as Phoenix documents it:
 * `setupWorker(tokenEndpoint('/api/token', ['500', 'ok']))`.
 */
export function tokenEndpoint(url: string, script: Script<'backend'> = 'ok'): TokenEndpoint {
  const {controls, resolve} = playScript('backend', script, backendGrant);
  return Object.assign(http.get(url, resolve), controls);
}
