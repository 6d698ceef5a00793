import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import {test} from 'node:test';
import {fromJSONSchema} from 'zod';
import {readTokenResponse} from '../../../src/wire/token-response.js';
import {demoFile} from './support/run-backend.js';

test('docs/backends.md shows the files as they are', () => {
  const docs = readFileSync(new URL('../../../docs/backends.md', import.meta.url), 'utf8');
  const shown = readdirSync(demoFile('.')).filter((name) => name.startsWith('backend.'));
  assert.deepEqual(shown.sort(), ['backend.go', 'backend.php', 'backend.py', 'backend.rb']);
  for (const name of shown) assert.ok(docs.includes(readFileSync(demoFile(name), 'utf8').trim()), name);
});

test('docs/token-endpoint.schema.json and the element agree on what is an answer', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../../docs/token-endpoint.schema.json', import.meta.url), 'utf8'),
  ) as Parameters<typeof fromJSONSchema>[0];
  const valid = (body: unknown): boolean => fromJSONSchema(schema).safeParse(body).success;
  for (const [body, expected] of [
    [{access_token: 'x'}, true],
    [{accessToken: 'x', expiresIn: 5, scope: ['iframe']}, true],
    [{access_token: 'x', expires_in: '3600', expires_at: '2025-07-01T12:00:00Z'}, true],
    [{access_token: 'x', expires_in: null, expires_at: 1751371200}, true],
    [{}, false],
    [{access_token: ''}, false],
    [{access_token: 5}, false],
    [{access_token: 'x', expires_in: 'soon'}, false],
    [{access_token: 'x', expires_in: {}}, false],
    [['x'], false],
    [null, false],
  ] as const) {
    assert.equal(valid(body), expected, JSON.stringify(body));
    assert.equal(readTokenResponse(body) !== null, expected, JSON.stringify(body));
  }
});
