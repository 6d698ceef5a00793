import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {afterEach, beforeEach, describe, test} from 'node:test';
import {SECRET} from './support/fake-upstream.js';
import {listen} from './support/listen.js';
import {serve, stopServes} from './support/running-serve.js';
import {startUpstream, type UpstreamServer} from './support/upstream-server.js';

let upstream: UpstreamServer;
beforeEach(async () => void (upstream = await startUpstream()));
afterEach(async () => {
  await stopServes();
  await upstream.close();
});

describe('serve does not start', () => {
  const cases: [string, Record<string, string | undefined>, RegExp][] = [
    ['without a client id', {PHOENIX_CLIENT_ID: undefined}, /PHOENIX_CLIENT_ID is not set/],
    ['without a secret', {PHOENIX_CLIENT_SECRET: undefined}, /PHOENIX_CLIENT_SECRET is not set/],
    ['with a secret file that is not there', {PHOENIX_CLIENT_SECRET_FILE: '/nowhere'}, /cannot be read/],
    ['without a word on who may have a token', {PHOENIX_AUTHORIZE: undefined}, /say who may have a token/],
    ['with a word it does not know', {PHOENIX_AUTHORIZE: 'everyone'}, /key, public/],
    ['for key holders without a key', {PHOENIX_AUTHORIZE: 'key'}, /PHOENIX_KEY is not set/],
    ['with a wildcard origin', {PHOENIX_ALLOWED_ORIGINS: '*'}, /every site/],
    ['with a token URL without TLS', {PHOENIX_TOKEN_URL: 'http://api.phoenix.market/'}, /https/],
    [
      'with a route to ask that holds a password',
      {PHOENIX_AUTHORIZE: 'https://a:hunter2@shop.example/'},
      /credentials/,
    ],
    ['with a Redis URL that is none', {PHOENIX_REDIS_URL: 'redis://a:hunter2@h:99999'}, /PHOENIX_REDIS_URL/],
    ['with a Redis URL for something else', {PHOENIX_REDIS_URL: 'http://a:hunter2@h'}, /PHOENIX_REDIS_URL/],
    ['with a Redis URL that has no host', {PHOENIX_REDIS_URL: 'nonsense:hunter2'}, /PHOENIX_REDIS_URL/],
    ['on a port that is none', {PORT: '70000'}, /whole number/],
  ];
  for (const [name, env, message] of cases)
    test(name, async () => {
      const {stop, log} = await serve(upstream, env);
      assert.equal(await stop(), 2);
      assert.match(log(), message);
      assert.doesNotMatch(log(), new RegExp(`${SECRET}|hunter2`));
    });

  for (const path of ['api/token', '/api/token?x=1', '/a b'])
    test(`on the path ${path}`, async () => {
      const {stop, log} = await serve(upstream, {}, ['--path', path]);
      assert.equal(await stop(), 2);
      assert.match(log(), /--path/);
    });

  test('on a host that is not there', async () => {
    const {stop, log} = await serve(upstream, {}, ['--host', 'nowhere.invalid']);
    assert.equal(await stop(), 1);
    assert.match(log(), /cannot listen on nowhere\.invalid/);
  });

  test('on a port that is taken', async () => {
    const taken = await listen(createServer());
    const {stop, log} = await serve(upstream, {PORT: String(taken.port)});
    assert.equal(await stop(), 1);
    assert.match(log(), /EADDRINUSE/);
    await taken.close();
  });
});
