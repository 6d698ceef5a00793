import assert from 'node:assert/strict';
import {createHmac} from 'node:crypto';
import {describe, it} from 'node:test';
import {payloadOf} from '../../../src/testing/jwt.js';
import {SANDBOX_SIGNING_KEY} from '../../../src/testing/mint.js';
import {asked, askForToken, sharedSandbox, tokenOf, until} from './support.js';

describe('The token endpoint', async () => {
  const sandbox = await sharedSandbox();

  const refused = [
    {law: 'a wrong secret', changes: {client_secret: 'guess'}, status: 401, error: 'invalid_client'},
    {law: 'a wrong client', changes: {client_id: 'guess'}, status: 401, error: 'invalid_client'},
    {
      law: 'no credentials',
      changes: {client_id: undefined, client_secret: undefined},
      status: 401,
      error: 'invalid_client',
    },
    {law: 'another grant', changes: {grant_type: 'password'}, status: 400, error: 'unsupported_grant_type'},
    {law: 'no grant', changes: {grant_type: undefined}, status: 400, error: 'unsupported_grant_type'},
  ];
  for (const {law, changes, status, error} of refused) {
    it(`refuses ${law} with ${status}`, async () => {
      const response = await askForToken(sandbox, changes);
      assert.equal(response.status, status);
      assert.deepEqual(await response.json(), {error});
    });
  }

  for (const body of ['', 'null', '[]x', 'client_id=a&client_secret=b', `"${'x'.repeat(70_000)}"`]) {
    it(`answers 400 to a body that is no JSON object: ${body.slice(0, 20)}`, async () => {
      const response = await fetch(sandbox.tokenUrl, {method: 'POST', body});
      assert.equal(response.status, 400);
    });
  }

  it('knows one method and one path', async () => {
    assert.equal((await fetch(sandbox.tokenUrl)).status, 405);
    assert.equal((await fetch(new URL('/token', sandbox.tokenUrl), {method: 'POST'})).status, 404);
  });

  it('is no business of a browser: it allows no other origin', async () => {
    const response = await fetch(sandbox.tokenUrl, {
      method: 'POST',
      headers: {origin: 'http://localhost:1'},
      body: '{}',
    });
    assert.equal(response.headers.get('access-control-allow-origin'), null);
  });

  for (const [fault, status] of [
    ['401', 401],
    ['429', 429],
    ['500', 500],
  ] as const) {
    it(`answers ${status} while told to, and nothing but that is wrong afterwards`, async () => {
      sandbox.faults.set({oauth: fault});
      assert.equal((await askForToken(sandbox)).status, status);
      sandbox.faults.set({oauth: 'ok'});
      assert.equal((await askForToken(sandbox)).status, 200);
    });
  }

  it('says with 429 when to come back', async () => {
    sandbox.faults.set({oauth: '429'});
    assert.equal((await askForToken(sandbox)).headers.get('retry-after'), '5');
    sandbox.faults.set({oauth: '429:30'});
    assert.equal((await askForToken(sandbox)).headers.get('retry-after'), '30');
  });

  it('answers something that is no JSON while malformed', async () => {
    sandbox.faults.set({oauth: 'malformed'});
    const response = await askForToken(sandbox);
    assert.equal(response.status, 200);
    await assert.rejects(response.json(), SyntaxError);
  });

  it('never answers while it hangs', async () => {
    sandbox.faults.set({oauth: 'hang'});
    const leave = new AbortController();
    const before = asked(sandbox, 'oauth');
    const answer = fetch(sandbox.tokenUrl, {method: 'POST', body: '{}', signal: leave.signal});
    await until(() => asked(sandbox, 'oauth') > before);
    leave.abort();
    await assert.rejects(answer, {name: 'AbortError'});
    assert.equal(sandbox.requests.at(-1)?.status, null);
  });

  it('drops the connection while it resets', async () => {
    sandbox.faults.set({oauth: 'reset'});
    await assert.rejects(askForToken(sandbox), TypeError);
  });

  it('answers late, but well, while it is slow', async () => {
    sandbox.faults.set({oauth: 'slow:50'});
    const start = performance.now();
    assert.equal((await askForToken(sandbox)).status, 200);
    assert.ok(performance.now() - start >= 49);
  });

  it('answers exactly what is documented', async () => {
    const response = await askForToken(sandbox);
    const answer = (await response.json()) as Record<string, unknown>;
    assert.equal(response.headers.get('content-type'), 'application/json');
    assert.deepEqual(
      {...answer, access_token: typeof answer['access_token']},
      {access_token: 'string', token_type: 'Bearer', expires_in: 3600, scope: ['iframe']},
    );
  });

  it('grants a real HS256 token with the documented payload', async () => {
    const token = await tokenOf(await askForToken(sandbox));
    const [header = '', payload = '', signature] = token.split('.');
    const {iat, exp, jti, ...rest} = payloadOf(token) as {iat: number; exp: number; jti: string};
    assert.equal(Buffer.from(header, 'base64url').toString(), '{"alg":"HS256","typ":"JWT"}');
    assert.equal(
      createHmac('sha256', SANDBOX_SIGNING_KEY).update(`${header}.${payload}`).digest('base64url'),
      signature,
    );
    assert.deepEqual(rest, {partner: {client_id: sandbox.clientId}, scope: ['iframe'], version: '1'});
    assert.equal(exp - iat, 3600);
    assert.ok(Math.abs(iat * 1000 - Date.now()) < 5000);
    assert.match(jti, /^[0-9a-f-]{36}$/);
  });

  it('grants another token each time', async () => {
    assert.notEqual(await tokenOf(await askForToken(sandbox)), await tokenOf(await askForToken(sandbox)));
  });

  it('grants tokens of the lifetime that is set', async () => {
    sandbox.faults.set({lifetime: 20});
    const answer = (await (await askForToken(sandbox)).json()) as {access_token: string; expires_in: number};
    const {iat, exp} = payloadOf(answer.access_token) as {iat: number; exp: number};
    assert.deepEqual([answer.expires_in, exp - iat], [20, 20]);
  });

  it('puts a skewed clock into the Date header and into the token alike', async () => {
    sandbox.faults.set({clockSkew: -7_200_000});
    const response = await askForToken(sandbox);
    const date = Date.parse(response.headers.get('date') ?? '');
    const {iat} = payloadOf(await tokenOf(response)) as {iat: number};
    assert.ok(Math.abs(date + 7_200_000 - Date.now()) < 5000);
    assert.ok(Math.abs(date - iat * 1000) < 2000);
  });
});
