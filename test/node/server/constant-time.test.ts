import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sameSecret, verifyHmac} from '../../../src/server/hmac.js';

/** How long a comparison takes cannot be tested on a shared machine; who makes it can. */
test('whether a signature or a secret is right is left to WebCrypto, which compares in constant time', async (t) => {
  const verify = t.mock.method(crypto.subtle, 'verify', async () => true);
  assert.equal(await verifyHmac('secret', '0'.repeat(64), 'body'), true);
  assert.equal(await sameSecret('secret', 'another'), true);
  verify.mock.mockImplementation(async () => false);
  assert.equal(await sameSecret('secret', 'secret'), false);
  assert.equal(verify.mock.callCount(), 3);
});
