import {once} from 'node:events';
import type {Server} from 'node:http';
import type {AddressInfo} from 'node:net';

export interface Listening {
  readonly port: number;
  readonly origin: string;
  /** `origin` and `/api/token`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a server on a free loopback port. */
export async function listen(server: Server, port = 0): Promise<Listening> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const {port: actual} = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${actual}`;
  return {
    port: actual,
    origin,
    url: `${origin}/api/token`,
    async close() {
      server.close();
      server.closeAllConnections();
      if (server.listening) await once(server, 'close');
    },
  };
}
