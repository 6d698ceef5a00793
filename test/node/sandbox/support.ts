import {connect} from 'node:net';
import {after, afterEach} from 'node:test';
import {startSandbox, type LoggedRequest, type Sandbox, type SandboxOptions} from '../../../src/sandbox/index.js';

export const WALLET = '0x52908400098527886E0F7030069857D2E4169EE7';

/** One sandbox for a file's tests, its switches put back after each. */
export async function sharedSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  afterEach(() => void sandbox.faults.reset());
  after(() => sandbox.close());
  return sandbox;
}

export function askForToken(sandbox: Sandbox, changes: Record<string, unknown> = {}): Promise<Response> {
  const {clientId: client_id, clientSecret: client_secret} = sandbox;
  const body = {client_id, client_secret, grant_type: 'client_credentials', ...changes};
  return fetch(sandbox.tokenUrl, {method: 'POST', body: JSON.stringify(body)});
}

export async function tokenOf(response: Response): Promise<string> {
  return ((await response.json()) as {access_token: string}).access_token;
}

export function pageUrl({partnerUrl}: Sandbox, query: Record<string, string>): string {
  return `${partnerUrl}?${new URLSearchParams({address: WALLET, amount: '100', ...query})}`;
}

export const asked = (sandbox: Sandbox, server: LoggedRequest['server']): number =>
  sandbox.requests.filter((request) => request.server === server).length;

/** Waits for a condition of the sandbox without guessing at how long it takes. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

/** Does anything answer at this host and port? */
export function listens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({host, port});
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
