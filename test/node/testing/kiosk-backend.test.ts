import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {setupServer} from 'msw/node';
import {phoenixOAuth} from '../../../src/testing/index.js';

// What is under test: the backend of a fictional shop. It tries again once, and then tells its page to come back later.
async function kioskToken(): Promise<Response> {
  const credentials = {client_id: 'kiosk', client_secret: 'hush', grant_type: 'client_credentials'};
  for (let attempt = 0; attempt < 2; attempt++) {
    const response = await fetch('https://api.phoenix.market/oauth/token', {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify(credentials),
    });
    if (response.ok) {
      const {access_token, expires_in} = (await response.json()) as {access_token: string; expires_in: number};
      return Response.json({access_token, expires_in});
    }
    if (response.status === 401) break;
  }
  return Response.json({error: 'later'}, {status: 503});
}

describe('Kiosk’s backend', () => {
  const phoenix = phoenixOAuth({clientId: 'kiosk', clientSecret: 'hush'});
  const server = setupServer(phoenix);

  before(() => server.listen({onUnhandledRequest: 'error'}));
  afterEach(() => phoenix.reset());
  after(() => server.close());

  it('tells its page to come back when Phoenix fails twice', async () => {
    phoenix.answer(['500', '429:30']);
    assert.equal((await kioskToken()).status, 503);
    assert.equal(phoenix.requests.length, 2);
  });

  it('does not insist when its credentials are refused', async () => {
    phoenix.answer('401');
    assert.equal((await kioskToken()).status, 503);
    assert.equal(phoenix.requests.length, 1);
  });

  it('gets over one failure', async () => {
    phoenix.answer(['500', 'ok']);
    assert.equal((await kioskToken()).status, 200);
  });

  it('sends what Phoenix documents, and passes the lifetime on', async () => {
    const answer = (await (await kioskToken()).json()) as {expires_in: number};
    assert.equal(answer.expires_in, 3600);
    assert.match(phoenix.requests[0]?.body ?? '', /"grant_type":"client_credentials"/);
  });
});
