import {expect} from '@open-wc/testing';
import {DOCUMENTED_TOKEN} from '../../../src/testing/index.js';
import {readTokenResponse} from '../../../src/wire/token-response.js';

const shown = (value: unknown): string => JSON.stringify(value) ?? String(value);

describe('an answer of a token endpoint', () => {
  const refused: unknown[] = [
    null,
    undefined,
    true,
    42,
    [],
    ['t'],
    {},
    {token: 't'},
    {access_token: ''},
    {access_token: null},
    {access_token: 42},
    {access_token: ['t']},
    {access_token: {token: 't'}},
    {accessToken: ''},
    {accessToken: true},
    {error: 'Failed to get access token'},
    {access_token: 't', expires_in: 'soon'},
    {access_token: 't', expires_in: ''},
    {access_token: 't', expires_in: {}},
    {access_token: 't', expires_in: true},
    {access_token: 't', expires_in: NaN},
    {access_token: 't', expires_in: Infinity},
    {access_token: 't', expiresIn: [60]},
    {access_token: 't', expires_at: 'tomorrow'},
    {access_token: 't', expires_at: ''},
    {access_token: 't', expires_at: {}},
    {access_token: 't', expiresAt: false},
    '',
    't',
  ];
  for (const body of refused)
    it(`is malformed as ${shown(body)}`, () => expect(readTokenResponse(body)).to.equal(null));

  const at = Date.UTC(2026, 10, 24, 12, 0, 0);
  const understood: [unknown, object][] = [
    [{access_token: DOCUMENTED_TOKEN}, {token: DOCUMENTED_TOKEN}],
    [{accessToken: 't'}, {token: 't'}],
    [{access_token: 't', accessToken: 'other'}, {token: 't'}],
    [{access_token: 't', token_type: 'Bearer', scope: ['iframe'], jti: 1, nested: {}}, {token: 't'}],
    [{access_token: 't', token_type: 7, scope: 'iframe read'}, {token: 't'}],
    [
      {access_token: 't', expires_in: 3600},
      {token: 't', expiresIn: 3_600_000},
    ],
    [
      {access_token: 't', expiresIn: 0.5},
      {token: 't', expiresIn: 500},
    ],
    [
      {access_token: 't', expires_in: 0},
      {token: 't', expiresIn: 0},
    ],
    [
      {access_token: 't', expires_in: -1},
      {token: 't', expiresIn: -1000},
    ],
    [{access_token: 't', expires_in: null}, {token: 't'}],
    [{access_token: 't', expires_at: null}, {token: 't'}],
    [
      {access_token: 't', expires_at: at},
      {token: 't', expiresAt: at},
    ],
    [
      {access_token: 't', expires_at: at / 1000},
      {token: 't', expiresAt: at},
    ],
    [
      {access_token: 't', expiresAt: at / 1000 + 0.25},
      {token: 't', expiresAt: at + 250},
    ],
    [
      {access_token: 't', expires_at: '2026-11-24T12:00:00Z'},
      {token: 't', expiresAt: at},
    ],
    [
      {access_token: 't', expires_at: '2026-11-24T12:00:00.000Z'},
      {token: 't', expiresAt: at},
    ],
    [
      {access_token: 't', expires_at: '2026-11-24T14:00:00+02:00'},
      {token: 't', expiresAt: at},
    ],
    [
      {access_token: 't', expires_at: '2026-11-24T12:00:00'},
      {token: 't', expiresAt: at},
    ],
    [
      {accessToken: 't', expiresIn: 60, expiresAt: at},
      {token: 't', expiresIn: 60_000, expiresAt: at},
    ],
  ];
  for (const [body, meant] of understood)
    it(`is understood as ${shown(body)}`, () => expect(readTokenResponse(body)).to.deep.equal(meant));
});
