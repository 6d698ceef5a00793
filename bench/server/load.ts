import {connect, type Socket} from 'node:net';

export interface Load {
  readonly port: number;
  readonly connections: number;
  /** Ends after this many answers, or this many ms, whichever comes first. */
  readonly requests?: number;
  readonly ms?: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly perSecond: number;
  readonly errors: number;
}

/** GETs /api/token over keep-alive connections on loopback, one request at a time on each, and counts the answers. */
export async function load({port, connections, requests = Infinity, ms = 600_000}: Load): Promise<LoadResult> {
  const question = `GET /api/token HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: application/json\r\nSec-Fetch-Site: same-origin\r\nCookie: sid=1\r\n\r\n`;
  let [sent, answered, errors] = [0, 0, 0];
  const began = performance.now();
  const more = (): boolean => sent < requests && performance.now() - began < ms;
  const sockets: Socket[] = [];
  await Promise.all(
    Array.from(
      {length: connections},
      () =>
        new Promise<void>((done) => {
          const socket = connect(port, '127.0.0.1');
          sockets.push(socket);
          let pending = '';
          const next = (): void => {
            if (!more()) return void socket.end();
            sent++;
            socket.write(question);
          };
          socket.setNoDelay(true).setEncoding('latin1');
          socket
            .on('connect', next)
            .on('close', () => done())
            .on('error', () => errors++);
          socket.on('data', (chunk: string) => {
            pending += chunk;
            const head = pending.indexOf('\r\n\r\n');
            const length = /content-length: (\d+)/i.exec(pending)?.[1];
            if (
              head < 0 ||
              (length !== undefined ? pending.length < head + 4 + Number(length) : !pending.endsWith('0\r\n\r\n'))
            )
              return;
            if (!pending.startsWith('HTTP/1.1 200')) errors++;
            pending = '';
            answered++;
            next();
          });
        }),
    ),
  );
  return {requests: answered, perSecond: answered / ((performance.now() - began) / 1000), errors};
}
