import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {test} from 'node:test';
import {inspect} from 'node:util';
import {createTokenBroker} from '../../../src/server/index.js';
import {toNodeListener} from '../../../src/server/node.js';
import {CREDENTIALS, SECRET, failing, fakeUpstream, granted} from './support/fake-upstream.js';
import {listen} from './support/listen.js';

/** Everything that left the broker in a run: answers with their headers, log lines, console lines, errors inside out. */
test('in a full run, faults included, the secret is in no answer, log line, console line or error', async (t) => {
  const seen: string[] = [];
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
    t.mock.method(console, method, (...args: unknown[]) => seen.push(inspect(args, {depth: 10})));
  const error = (value: unknown): void => {
    for (let at = value; at; at = (at as {cause?: unknown}).cause) {
      seen.push(inspect(at, {depth: 10, showHidden: true}), JSON.stringify(at), String((at as Error).stack));
      if (typeof at !== 'object') break;
    }
  };
  const answer = async (response: Response): Promise<void> => {
    seen.push(JSON.stringify([...response.headers]), await response.text(), response.statusText);
  };

  const echo = `you sent {"client_secret":"${SECRET}"}`;
  const faults: (() => Response | Promise<Response>)[] = [
    ...[400, 401, 403, 404, 429, 500, 503].map((status) => () => failing(status, {'retry-after': '1', 'x-echo': echo})),
    () => new Response(echo),
    () => Response.json({error: echo}),
    () => granted(`t${SECRET}`),
    () => new Response(null, {status: 302, headers: {location: `https://evil.example/?${SECRET}`}}),
    () =>
      Promise.reject(new TypeError(echo, {cause: Object.assign(new Error(echo), {code: 'ECONNRESET', body: echo})})),
    () => Promise.reject(new TypeError(echo, {cause: Object.assign(new Error(echo), {code: SECRET})})),
    () => Promise.reject(Object.assign(new Error(echo), {options: {body: echo}})),
    () => Promise.reject(SECRET),
    () => {
      throw new Error(echo);
    },
    () => granted('fine'),
  ];
  const noteEntry = (entry: unknown) => void seen.push(inspect(entry, {depth: 10}), JSON.stringify(entry));
  const run = async (fault: (typeof faults)[number], index: number, log: typeof noteEntry | undefined) => {
    const upstream = fakeUpstream(fault);
    const store = {acquire: () => Promise.reject(new Error('store away'))};
    const broker = createTokenBroker({
      ...CREDENTIALS,
      authorize: async (request) => {
        const mode = request.headers.get('x-mode');
        if (mode === 'throw') throw new Error(`cannot check ${SECRET}`);
        return mode !== 'refuse';
      },
      allowedOrigins: ['https://shop.example'],
      fetch: upstream.fetch,
      ...(log && {log}),
      ...(index % 2 && {store}),
    });
    const server = await listen(createServer(toNodeListener(broker)));
    for (const headers of [
      {},
      {origin: 'https://shop.example'},
      {origin: 'https://evil.example'},
      {'x-mode': 'throw'},
      {'x-mode': 'refuse'},
    ] as Record<string, string>[])
      for (const method of ['GET', 'POST', 'OPTIONS']) {
        await answer(await broker.handler(new Request('https://api.shop.example/', {method, headers})));
        await answer(await fetch(server.url, {method, headers}));
      }
    for (let caller = 0; caller < 3; caller++)
      await broker.getToken().then((token) => seen.push(JSON.stringify(token)), error);
    seen.push(
      inspect(broker, {depth: 10, showHidden: true, getters: true}),
      JSON.stringify(broker),
      JSON.stringify(broker.stats()),
      String(broker.handler),
    );
    await broker.close();
    await broker.getToken().catch(error);
    await server.close();
  };
  await Promise.all([noteEntry, undefined].flatMap((log) => faults.map((fault, index) => run(fault, index, log))));
  for (const options of [
    {clientId: '', clientSecret: SECRET},
    {...CREDENTIALS, tokenUrl: 'http://x.example'},
    CREDENTIALS,
  ])
    try {
      createTokenBroker(options as never);
    } catch (thrown) {
      error(thrown);
    }

  assert.ok(seen.length > 1000, `${seen.length} pieces seen`);
  assert.ok(
    seen.some((piece) => piece.includes('refresh-failed')) && seen.some((piece) => piece.includes('authorize-failed')),
  );
  assert.deepEqual(
    seen.filter((piece) => piece.includes(SECRET)),
    [],
  );
});
