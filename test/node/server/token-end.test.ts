import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {START, brokerWorld} from './support/broker-world.js';
import {documented, granted} from './support/fake-upstream.js';

const world = brokerWorld();

describe('a token’s end', () => {
  const jwt = (exp: number, iat = exp - 3600) =>
    `e30.${Buffer.from(JSON.stringify({iat, exp})).toString('base64url')}.x`;
  const left = async () => (await world.make().getToken()).expires_in;
  const at = (seconds: number) => START / 1000 + seconds;
  const date = (seconds: number) => new Date(START + seconds * 1000).toUTCString();

  test('is the JWT’s own where upstream passes on a stale expires_in', async () => {
    world.upstream.reply = () =>
      Response.json({access_token: jwt(at(600)), expires_in: 3600}, {headers: {date: date(0)}});
    assert.equal(await left(), 600);
  });
  test('is read on upstream’s clock, not on ours', async () => {
    world.upstream.reply = () => Response.json({access_token: jwt(at(4200))}, {headers: {date: date(600)}});
    assert.equal(await left(), 3600);
  });
  test('is expires_in where our clock runs ahead and upstream’s is not known', async () => {
    world.upstream.reply = () => granted(jwt(at(-600)));
    assert.equal(await left(), 3600);
  });
  test('of the documented example is an hour away, although its exp has passed', async () => {
    world.upstream.reply = documented;
    assert.equal(await left(), 3600);
  });
  test('is exp − iat where all clocks disagree', async () => {
    world.upstream.reply = () => Response.json({access_token: jwt(at(-10_000))});
    assert.equal(await left(), 3600);
  });
  test('counts what a cache has kept the answer for', async () => {
    world.upstream.reply = () => Response.json({access_token: 'x', expires_in: '3600'}, {headers: {age: '100'}});
    assert.equal(await left(), 3500);
  });
  test('is not put off by a cache that claims to be younger than nothing', async () => {
    world.upstream.reply = () => Response.json({access_token: 'x', expires_in: 3600}, {headers: {age: '-500'}});
    assert.equal(await left(), 3600);
  });
  test('is never further away than a date can say', async () => {
    const decade = 315_360_000;
    for (const reply of [{access_token: 'x', expires_in: 1e300}, {access_token: jwt(1e300, 1)}]) {
      world.upstream.reply = () => Response.json(reply);
      const {expires_in, expires_at} = await world.make().getToken();
      assert.deepEqual([expires_in, expires_at], [decade, new Date(START + decade * 1000).toISOString()]);
    }
  });
  test('is 5 minutes away where nothing is known', async () => {
    world.upstream.reply = () => Response.json({access_token: 'opaque'});
    assert.equal(await left(), 300);
  });
});
