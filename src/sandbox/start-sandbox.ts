import {SANDBOX_SIGNING_KEY} from '../testing/mint.js';
import {backendListener, faultyBackend} from './backend.js';
import type {SandboxContext} from './context.js';
import {createDocumentedTokens, type Middleware} from './documented-backend.js';
import {checkFaults, createFaultSwitches, type FaultSwitches, type SandboxFaults} from './faults.js';
import {serveLoopback, type LoopbackServer} from './http.js';
import {oauthListener} from './oauth.js';
import {partnerListener} from './partner.js';
import {RequestLog, type LoggedRequest} from './request-log.js';

export interface SandboxOptions extends Partial<SandboxFaults> {
  /** Ports; a free one each by default. */
  readonly oauthPort?: number;
  readonly partnerPort?: number;
  readonly backendPort?: number;
  /** The credentials that the token endpoint accepts. */
  readonly clientId?: string;
  readonly clientSecret?: string;
}

export interface Sandbox {
  /** Phoenix's token endpoint, for your backend. */
  readonly tokenUrl: string;
  /** Phoenix's payment page, for the element's `partner-url`. */
  readonly partnerUrl: string;
  /** An integrator's backend as Phoenix documents it, for the element's `token-endpoint`. */
  readonly backendUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The same backend as a middleware, to mount on your own server's origin. */
  readonly backend: Middleware;
  readonly faults: FaultSwitches;
  /** What was asked, oldest first; without tokens and secrets. */
  readonly requests: readonly LoggedRequest[];
  /** Stops at once, whatever is still under way. Twice is harmless. */
  close(): Promise<void>;
}

/** Starts a stand-in for Phoenix, and for an integrator's backend, on three loopback ports. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const {oauthPort = 0, partnerPort = 0, backendPort = 0, ...rest} = options;
  const {clientId = 'sandbox-client-id', clientSecret = 'sandbox-client-secret', ...initial} = rest;

  const log = new RequestLog();
  const faults = createFaultSwitches(checkFaults(initial));
  const now = (): number => Date.now() + faults.current.clockSkew;
  const context: SandboxContext = {faults, log, clientId, clientSecret, signingKey: SANDBOX_SIGNING_KEY, now};

  const servers: LoopbackServer[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  };
  const serve = async (...args: Parameters<typeof serveLoopback>): Promise<string> => {
    const server = await serveLoopback(...args);
    servers.push(server);
    return server.origin;
  };

  try {
    const tokenUrl = `${await serve(oauthPort, oauthListener(context))}/oauth/token`;
    const tokens = createDocumentedTokens({tokenUrl, clientId, clientSecret, now});
    // A token of the old lifetime or clock in the backend's cache would hide the switch for up to an hour.
    faults.watch((current, previous) => {
      if (current.lifetime !== previous.lifetime || current.clockSkew !== previous.clockSkew) tokens.forget();
    });
    const backend = faultyBackend(context, tokens);
    const partnerUrl = `${await serve(partnerPort, partnerListener(context))}/`;
    const backendUrl = `${await serve(backendPort, backendListener(backend))}/api/token`;
    return {tokenUrl, partnerUrl, backendUrl, clientId, clientSecret, backend, faults, requests: log.entries, close};
  } catch (error) {
    await close();
    throw error;
  }
}
