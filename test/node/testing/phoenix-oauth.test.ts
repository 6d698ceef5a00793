import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {setupServer} from 'msw/node';
import {phoenixOAuth, PHOENIX_TOKEN_URL} from '../../../src/testing/index.js';

const server = setupServer();
before(() => server.listen({onUnhandledRequest: 'error'}));
afterEach(() => server.resetHandlers());
after(() => server.close());

describe('phoenixOAuth', () => {
  const credentials = {client_id: 'kiosk', client_secret: 'hush', grant_type: 'client_credentials'};
  const post = (body: unknown = credentials, url = PHOENIX_TOKEN_URL): Promise<Response> =>
    fetch(url, {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(body)});

  it('refuses a fault that only a backend has', () => {
    assert.throws(() => phoenixOAuth({oauth: 'expired' as 'ok'}), /oauth: unknown fault "expired"/);
    assert.throws(() => phoenixOAuth({backend: '500'} as object), /Unknown option "backend"/);
  });

  it('refuses what the sandbox refuses', async () => {
    server.use(phoenixOAuth({clientId: 'kiosk', clientSecret: 'hush'}));
    assert.equal((await post({...credentials, client_secret: 'guess'})).status, 401);
    assert.equal((await post({...credentials, grant_type: 'password'})).status, 400);
    assert.equal((await post('no object')).status, 400);
    assert.equal((await post()).status, 200);
  });

  it('insists on its credentials whatever script it is given later', async () => {
    const oauth = phoenixOAuth({clientId: 'kiosk'});
    server.use(oauth);
    oauth.answer(['500', 'ok']);
    assert.equal((await post()).status, 500);
    assert.equal((await post({...credentials, client_id: 'other'})).status, 401);
  });

  it('plays its faults in order', async () => {
    server.use(phoenixOAuth({sequence: ['401', '429:2', '500', 'malformed']}));
    const all = [await post(), await post(), await post(), await post()];
    assert.deepEqual(
      all.map(({status}) => status),
      [401, 429, 500, 200],
    );
    assert.equal(all[1]?.headers.get('retry-after'), '2');
    assert.equal((await post()).status, 200);
  });

  it('answers exactly what is documented, at any address', async () => {
    const url = 'https://staging.example/oauth/token';
    const oauth = phoenixOAuth({url, lifetime: 90});
    server.use(oauth);
    const answer = (await (await post(credentials, url)).json()) as Record<string, unknown>;
    assert.deepEqual(
      {...answer, access_token: ''},
      {access_token: '', token_type: 'Bearer', expires_in: 90, scope: ['iframe']},
    );
    assert.deepEqual(JSON.parse(oauth.requests[0]?.body ?? ''), credentials);
  });
});
