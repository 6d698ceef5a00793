import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {DOCUMENTED_TOKEN} from '../../../src/testing/documented-token.js';
import {mintToken} from '../../../src/testing/mint.js';
import {asked, askForToken, pageUrl, sharedSandbox, tokenOf, until, WALLET} from './support.js';

describe('The partner page', async () => {
  const sandbox = await sharedSandbox();
  const valid = await tokenOf(await askForToken(sandbox));
  const visit = (query: Record<string, string>): Promise<Response> => fetch(pageUrl(sandbox, query));

  const turnedAway = [
    {law: 'no token', token: '', reason: 'missing'},
    {law: 'what is no token', token: 'nonsense', reason: 'malformed'},
    {law: 'a token of another key', token: await mintToken({secret: 'another'}), reason: 'wrong signature'},
    {
      law: 'a token with another payload',
      token: valid.replace(/\..*\./, `.${btoa('{"exp":9999999999}')}.`),
      reason: 'wrong signature',
    },
    {law: 'an unsigned token', token: valid.replace(/[^.]*$/, ''), reason: 'wrong signature'},
    {law: 'an expired token', token: await mintToken({expiresAt: new Date(Date.now() - 1000)}), reason: 'expired'},
    {law: 'a token without an expiry', token: await mintToken({payload: {exp: undefined}}), reason: 'malformed'},
    {law: 'the documented example, which is not ours and is over', token: DOCUMENTED_TOKEN, reason: 'wrong signature'},
  ];
  for (const {law, token, reason} of turnedAway) {
    it(`answers 401 and a page to ${law}`, async () => {
      const response = await visit({access_token: token});
      const body = await response.text();
      assert.equal(response.status, 401);
      assert.match(body, new RegExp(`access_token: ${reason}`));
      if (token) assert.ok(!body.includes(token));
    });
  }

  for (const query of [
    {address: ''},
    {address: '0x12'},
    {amount: ''},
    {amount: '0'},
    {amount: '0.00'},
    {amount: '-1'},
    {amount: '1e3'},
    {amount: '1.234'},
  ]) {
    it(`answers 400 to ${JSON.stringify(query)}`, async () => {
      assert.equal((await visit({access_token: valid, ...query})).status, 400);
    });
  }

  for (const [fault, status] of [
    ['500', 500],
    ['401', 401],
  ] as const) {
    it(`answers ${status} with a page while told to`, async () => {
      sandbox.faults.set({page: fault});
      const response = await visit({access_token: valid});
      assert.equal(response.status, status);
      assert.match(await response.text(), /SANDBOX/);
    });
  }

  it('refuses framing in both ways there are', async () => {
    sandbox.faults.set({page: 'refuses-framing'});
    const {status, headers} = await visit({access_token: valid});
    assert.equal(status, 200);
    assert.equal(headers.get('x-frame-options'), 'DENY');
    assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
  });

  it('never answers while it hangs', async () => {
    sandbox.faults.set({page: 'hangs'});
    const leave = new AbortController();
    const before = asked(sandbox, 'partner');
    const answer = fetch(pageUrl(sandbox, {access_token: valid}), {signal: leave.signal});
    await until(() => asked(sandbox, 'partner') > before);
    leave.abort();
    await assert.rejects(answer, {name: 'AbortError'});
  });

  it('sends its page and never ends it', async () => {
    sandbox.faults.set({page: 'never-ends'});
    const leave = new AbortController();
    const response = await fetch(pageUrl(sandbox, {access_token: valid}), {signal: leave.signal});
    const reader = response.body?.getReader();
    const first = await reader?.read();
    assert.match(new TextDecoder().decode(first?.value), /^<!doctype html>/);
    assert.equal(response.status, 200);
    leave.abort();
    await assert.rejects(async () => {
      while (!(await reader?.read())?.done);
    });
  });

  it('may be framed by anybody otherwise', async () => {
    const {headers} = await visit({access_token: valid});
    assert.equal(headers.get('x-frame-options'), null);
    assert.doesNotMatch(headers.get('content-security-policy') ?? '', /frame-ancestors/);
  });

  it('judges a token by its own clock, skewed or not', async () => {
    const token = await mintToken({lifetime: 600});
    sandbox.faults.set({clockSkew: 601_000});
    assert.equal((await visit({access_token: token})).status, 401);
    sandbox.faults.set({clockSkew: 590_000});
    assert.equal((await visit({access_token: token})).status, 200);
  });

  it('says that it is a sandbox, and never that it is Phoenix', async () => {
    const html = await (await visit({access_token: valid})).text();
    assert.match(html, />SANDBOX</);
    assert.match(html, /no money moves/);
    assert.ok(!/phoenix/i.test(html.replace(/<script[\s\S]*<\/script>/g, '')));
  });

  it('takes nothing from elsewhere: its policy forbids it', async () => {
    const response = await visit({access_token: valid});
    assert.match(
      response.headers.get('content-security-policy') ?? '',
      /^default-src 'none'; style-src 'nonce-[^']+'; script-src 'nonce-[^']+'; img-src data:; base-uri 'none'; form-action 'none'$/,
    );
    assert.doesNotMatch(await response.text(), /<(?:link|img|script|iframe)[^>]+(?:src|href)="(?!data:)/);
  });

  it('keeps markup in its query from becoming markup', async () => {
    const mark = '</script><img src=x onerror=alert(1)>';
    const html = await (await visit({access_token: valid, theme: mark, shareOn: mark, more: mark})).text();
    assert.ok(!html.includes('<img'));
  });

  it('tells nobody its URL: the token stands in it', async () => {
    assert.equal((await visit({access_token: valid})).headers.get('referrer-policy'), 'no-referrer');
  });

  it('follows theme, and is light where none is named', async () => {
    const themeOf = async (query: Record<string, string>): Promise<string | undefined> =>
      /data-theme="(\w+)"/.exec(await (await visit({access_token: valid, ...query})).text())?.[1];
    assert.deepEqual(
      [await themeOf({}), await themeOf({theme: 'light'}), await themeOf({theme: 'dark'}), await themeOf({theme: 'x'})],
      ['light', 'light', 'dark', 'light'],
    );
  });

  it('logs a visit without its token, yet tells tokens apart', async () => {
    const referer = 'http://localhost:5173/';
    await fetch(pageUrl(sandbox, {access_token: valid}), {headers: {referer}});
    const entry = sandbox.requests.at(-1);
    assert.equal(entry?.url, `/?address=${WALLET}&amount=100&access_token=[token]`);
    assert.match(entry?.tokenId ?? '', /^[0-9a-f-]{36}$/);
    assert.equal(entry?.status, 200);
    assert.ok(!JSON.stringify(sandbox.requests).includes(valid));
    assert.ok(!JSON.stringify(sandbox.requests).includes(sandbox.clientSecret));
  });
});
