import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {describe, test} from 'node:test';
import {brokerWorld, code} from './support/broker-world.js';
import {CREDENTIALS, SECRET, failing, granted} from './support/fake-upstream.js';
import {listen} from './support/listen.js';

const world = brokerWorld();

describe('the request to Phoenix', () => {
  test('is the documented one, and does not follow redirects with the secret in hand', async () => {
    await world.make().getToken();
    const {url, init} = world.upstream.last!;
    assert.equal(url, 'https://api.phoenix.market/oauth/token');
    assert.equal(init.method, 'POST');
    assert.equal(init.redirect, 'manual');
    assert.deepEqual(JSON.parse(init.body as string), {
      client_id: CREDENTIALS.clientId,
      client_secret: SECRET,
      grant_type: 'client_credentials',
    });
  });

  test('goes to one host: a redirect is not followed, not even to the same server', async (t) => {
    world.clock.uninstall();
    const visits: string[] = [];
    const other = await listen(createServer((req, res) => void (visits.push(`other ${req.url}`), res.end())));
    t.after(() => other.close());
    for (const status of [301, 302, 303, 307, 308]) {
      const phoenix = await listen(
        createServer((req, res) => {
          visits.push(`phoenix ${req.url}`);
          const location = status === 308 ? '/elsewhere' : `${other.origin}/steal`;
          req.resume().on('end', () => res.writeHead(status, {location}).end());
        }),
      );
      t.after(() => phoenix.close());
      const broker = world.make({fetch: undefined, tokenUrl: `${phoenix.origin}/oauth/token`});
      await assert.rejects(broker.getToken(), code('upstream-rejected'));
    }
    assert.deepEqual(visits, Array(5).fill('phoenix /oauth/token'));
  });

  test('finds the global fetch at the time of the call, so that mocks are heard', async () => {
    const broker = world.make({fetch: undefined});
    const real = globalThis.fetch;
    globalThis.fetch = world.upstream.fetch;
    try {
      assert.equal((await broker.getToken()).access_token, 'token-1');
    } finally {
      globalThis.fetch = real;
    }
  });
});

describe('an answer of Phoenix that is no token', () => {
  const unusable: [string, () => Response | Promise<Response>, string][] = [
    ['no JSON', () => new Response('<html>'), 'upstream-malformed'],
    ['no access_token', () => Response.json({token: 'x'}), 'upstream-malformed'],
    ['an empty access_token', () => granted(''), 'upstream-malformed'],
    ['a number for a token', () => Response.json({access_token: 5}), 'upstream-malformed'],
    ['a token with a line break', () => granted('a\r\nset-cookie: x'), 'upstream-malformed'],
    ['the secret for a token', () => granted(`x${SECRET}`), 'upstream-malformed'],
    ['an endless answer', () => granted('x', {more: 'x'.repeat(70_000)}), 'upstream-malformed'],
    ['a token that has expired', () => granted('x', {expires_in: 0}), 'upstream-expired'],
    [
      'a redirect',
      () => new Response(null, {status: 307, headers: {location: 'https://evil.example/'}}),
      'upstream-rejected',
    ],
    ['404', () => failing(404), 'upstream-rejected'],
    ['403', () => failing(403), 'upstream-refused'],
  ];
  for (const [name, reply, expected] of unusable)
    test(`${name} is ${expected}`, async () => {
      world.upstream.reply = reply;
      await assert.rejects(world.make().getToken(), code(expected));
    });

  test('upstream has 10 seconds, even behind a fetch that knows no signals', async () => {
    world.upstream.reply = () => new Promise(() => {});
    const waiting = assert.rejects(world.make().getToken(), code('upstream-timeout'));
    await world.clock.tickAsync(9_999);
    assert.equal(world.log.length, 0);
    await world.clock.tickAsync(1);
    await waiting;
  });

  test('a body that never ends counts against the same 10 seconds', async () => {
    let cancelled = false;
    world.upstream.reply = () => new Response(new ReadableStream({cancel: () => void (cancelled = true)}));
    const waiting = assert.rejects(world.make({timeout: 500}).getToken(), code('upstream-timeout'));
    await world.clock.tickAsync(500);
    await waiting;
    assert.equal(cancelled, false, 'the platform’s fetch cancels through its signal; a fake cannot');
  });
});
