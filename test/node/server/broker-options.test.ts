import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {inspect} from 'node:util';
import {type TokenBrokerOptions} from '../../../src/server/index.js';
import {brokerWorld} from './support/broker-world.js';
import {SECRET} from './support/fake-upstream.js';

const world = brokerWorld();

describe('a broker that cannot be right does not start', () => {
  const wrong: [string, unknown, RegExp][] = [
    ['no authorize', {authorize: undefined}, /authorize is missing/],
    ['authorize: true', {authorize: true}, /authorize is missing/],
    ['no client id', {clientId: ''}, /clientId/],
    ['no client secret', {clientSecret: undefined}, /clientSecret/],
    ['a token URL without TLS', {tokenUrl: 'http://api.phoenix.market/oauth/token'}, /https/],
    ['a token URL that only starts like loopback', {tokenUrl: 'http://127.0.0.1.evil.example/'}, /https/],
    ['a token URL with a password', {tokenUrl: 'https://id:hunter2@phoenix.example/'}, /credentials/],
    ['a relative token URL', {tokenUrl: '/oauth/token'}, /tokenUrl/],
    ['a wildcard origin', {allowedOrigins: ['*']}, /every site/],
    ['an origin with a slash', {allowedOrigins: ['https://shop.example/']}, /exact origin/],
    ['the null origin', {allowedOrigins: ['null']}, /exact origin/],
    ['a timeout of 0', {timeout: 0}, /timeout/],
  ];
  for (const [name, options, message] of wrong)
    test(name, () => {
      assert.throws(
        () => world.make(options as Partial<TokenBrokerOptions>),
        (error: Error) => error instanceof TypeError && message.test(error.message) && !inspect(error).includes(SECRET),
      );
    });
});
