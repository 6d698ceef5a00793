import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {pathToFileURL} from 'node:url';
import './support/alias.mjs';
import {COOKIE, backendUpstream} from './support/backend-upstream.js';
import {demoFile} from './support/run-backend.js';

backendUpstream();

describe('a copyable route of a framework', () => {
  const request = (headers: Record<string, string> = COOKIE) =>
    new Request('https://shop.example/api/token', {headers});
  const load = (name: string) => import(pathToFileURL(demoFile(name)).href) as Promise<Record<string, never>>;
  const check = async (ask: (request: Request, customer: boolean) => Response | Promise<Response>) => {
    assert.equal((await ask(request({}), false)).status, 403);
    const response = await ask(request(), true);
    assert.equal(response.status, 200);
    assert.match(((await response.json()) as {access_token: string}).access_token, /^token-/);
  };

  test('of Hono', async () => {
    const {default: app} = (await load('hono.ts')) as unknown as {
      default: {fetch(request: Request): Promise<Response>};
    };
    await check((request) => app.fetch(request));
  });
  test('of Next', async () => {
    const {GET} = (await load('next-route.ts')) as unknown as {GET(request: Request): Promise<Response>};
    await check((request) => GET(request));
  });
  test('of SvelteKit', async () => {
    const {GET} = (await load('sveltekit-server.ts')) as unknown as {GET(event: object): Promise<Response>};
    await check((request, customer) => GET({request, locals: customer ? {user: 1} : {}}));
  });
  test('of Nuxt', async () => {
    Object.assign(globalThis, {
      defineEventHandler: (handler: unknown) => handler,
      toWebRequest: (event: {request: Request}) => event.request,
    });
    const {default: handler} = (await load('nuxt-token.ts')) as unknown as {default(event: object): Promise<Response>};
    await check((request) => handler({request}));
  });
});
