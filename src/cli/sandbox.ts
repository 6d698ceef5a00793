import {parseArgs} from 'node:util';
import type {Io} from './io.js';
import {numberOf} from './settings.js';
import {untilStopped} from './until-stopped.js';

/** `phoenix-payment sandbox`: a stand-in for Phoenix, until it is stopped. */
export async function sandbox(args: string[], io: Io): Promise<number> {
  const port = {type: 'string'} as const;
  const {values} = parseArgs({args, options: {'oauth-port': port, 'partner-port': port, 'backend-port': port}});
  const portOf = (name: keyof typeof values): number => numberOf(values[name] ?? '0', `--${name}`);
  const {startSandbox} = await import('../sandbox/index.js');
  const running = await startSandbox({
    oauthPort: portOf('oauth-port'),
    partnerPort: portOf('partner-port'),
    backendPort: portOf('backend-port'),
  });
  io.out(`A stand-in for Phoenix is running. Nothing here is real, and no money moves.

  PHOENIX_CLIENT_ID=${running.clientId}
  PHOENIX_CLIENT_SECRET=${running.clientSecret}
  PHOENIX_TOKEN_URL=${running.tokenUrl}

  partner-url     ${running.partnerUrl}
  token-endpoint  ${running.backendUrl}   (a backend as Phoenix documents it)`);
  await untilStopped(io.signal, () => running.close());
  return 0;
}
