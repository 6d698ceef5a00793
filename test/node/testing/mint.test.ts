import assert from 'node:assert/strict';
import {createHmac} from 'node:crypto';
import {describe, it} from 'node:test';
import {DOCUMENTED_TOKEN, mintToken, SANDBOX_SIGNING_KEY} from '../../../src/testing/index.js';
import {base64url, fromBase64url, payloadOf} from '../../../src/testing/jwt.js';

describe('A minted token', () => {
  for (const time of [NaN, Infinity, new Date(NaN)]) {
    it(`is not minted for the time ${String(time)}`, async () => {
      await assert.rejects(mintToken({issuedAt: time}), RangeError);
      await assert.rejects(mintToken({expiresAt: time}), RangeError);
    });
  }

  it('has the documented payload, claim by claim', async () => {
    const documented = payloadOf(DOCUMENTED_TOKEN);
    const minted = payloadOf(
      await mintToken({
        issuedAt: 1745359391,
        payload: {partner: {client_id: '2SERtJ2DPnkkTQbvnqyS5y'}, jti: 'f79d8793-596e-46af-b84f-08bdafdf6436'},
      }),
    );
    assert.deepEqual(minted, documented);
    assert.deepEqual(Object.keys(minted ?? {}), Object.keys(documented ?? {}));
  });

  it('is signed with the key it is given, so that anything else can check it', async () => {
    for (const secret of [SANDBOX_SIGNING_KEY, 'ключ ✓']) {
      const token = await mintToken({secret});
      const dot = token.lastIndexOf('.');
      assert.equal(createHmac('sha256', secret).update(token.slice(0, dot)).digest('base64url'), token.slice(dot + 1));
    }
  });

  it('reads a number as epoch seconds or as milliseconds, by its size', async () => {
    const expected = {iat: 1745359391, exp: 1745362991};
    for (const [issuedAt, expiresAt] of [
      [1745359391, 1745362991],
      [1745359391999, 1745362991999],
      [new Date(1745359391000), new Date(1745362991000)],
    ] as const) {
      const {iat, exp} = payloadOf(await mintToken({issuedAt, expiresAt})) ?? {};
      assert.deepEqual({iat, exp}, expected);
    }
  });

  it('is issued now, on the clock it is given, and lives an hour', async () => {
    const {iat, exp} = payloadOf(await mintToken({now: () => 1_000_999})) ?? {};
    assert.deepEqual([iat, exp], [1000, 4600]);
    assert.equal(payloadOf(await mintToken({now: () => 0, lifetime: 7}))?.['exp'], 7);
  });

  it('can lack a claim or carry another, in any script', async () => {
    const payload = payloadOf(await mintToken({payload: {exp: undefined, name: 'Ærø 東京 🦅'}})) ?? {};
    assert.equal('exp' in payload, false);
    assert.equal(payload['name'], 'Ærø 東京 🦅');
  });

  it('is never the same twice', async () => {
    const tokens = await Promise.all(Array.from({length: 20}, () => mintToken({now: () => 0})));
    assert.equal(new Set(tokens).size, 20);
  });
});

describe('Base64url', () => {
  it('is no payload when it is none', () => {
    for (const text of [
      '',
      'a',
      'a.!.c',
      `a.${base64url('null')}.c`,
      `a.${base64url('1')}.c`,
      `a.${base64url('{')}.c`,
    ]) {
      assert.equal(payloadOf(text), null, text);
    }
  });

  it('comes back as it was, and is Node’s own', () => {
    for (const text of ['', 'a', 'ab', 'abc', '>>>???', '🦅 "&<>']) {
      assert.equal(base64url(text), Buffer.from(text).toString('base64url'));
      assert.equal(fromBase64url(base64url(text)), text);
    }
  });
});
