import {expect} from '@open-wc/testing';
import {DOCUMENTED_TOKEN, type Script} from '../../../src/testing/index.js';
import {recorded} from '../../support/events.js';
import {backend, iframeOf, mount, part, reaches, ready, sees, settled, until} from '../../support/mount.js';
import {consoleErrors} from '../../support/stubs.js';
import {frozen} from '../../support/time.js';

const endpoint = backend();
let lines: unknown[][];
beforeEach(() => void (lines = consoleErrors()));

const html = {headers: {'content-type': 'text/html'}};
const causes: [string, Script<'backend'>, object][] = [
  ['401', '401', {code: 'token-unauthorized', status: 401, retryable: false}],
  ['403', '403', {code: 'token-unauthorized', status: 403, retryable: false}],
  ['429', '429', {code: 'token-rate-limited', status: 429, retryable: true}],
  ['400', [{status: 400}], {code: 'token-rejected', status: 400, retryable: false}],
  ['404', [{status: 404, body: 'Not found'}], {code: 'token-rejected', status: 404, retryable: false}],
  ['451', [{status: 451}], {code: 'token-rejected', status: 451, retryable: false}],
  ['500', '500', {code: 'token-server', status: 500, retryable: true}],
  ['502 with a page', [{status: 502, body: '<h1>Bad gateway', ...html}], {code: 'token-server', status: 502}],
  ['503', [{status: 503}], {code: 'token-server', status: 503, retryable: true}],
  ['no network', 'reset', {code: 'token-network', status: undefined, retryable: true}],
  ['a page with 200', 'html-200', {code: 'token-malformed'}],
  ['half of an answer', 'malformed', {code: 'token-malformed'}],
  ['an empty answer', [{body: ''}], {code: 'token-malformed'}],
  ['204', [() => new Response(null, {status: 204})], {code: 'token-malformed'}],
  ['null', [{body: 'null'}], {code: 'token-malformed'}],
  ['a list', [{body: []}], {code: 'token-malformed'}],
  ['a bare text', [{body: '"eyJhbGciOiJIUzI1NiJ9.e30.x"'}], {code: 'token-malformed'}],
  ['no access_token', [{body: {token: 'x'}}], {code: 'token-malformed'}],
  ['an empty access_token', [{body: {access_token: ''}}], {code: 'token-malformed'}],
  ['a number for access_token', [{body: {access_token: 42}}], {code: 'token-malformed'}],
  ['a lifetime that is none', [{body: {access_token: 'x', expires_in: 'soon'}}], {code: 'token-malformed'}],
  ['an expired token', 'expired', {code: 'token-expired', retryable: true}],
  ['the documented token, of 2025', [{body: {access_token: DOCUMENTED_TOKEN}}], {code: 'token-expired'}],
  ['a lifetime of nothing', [{body: {access_token: 'x', expires_in: 0}}], {code: 'token-expired'}],
];

describe('a token endpoint’s failure', () => {
  for (const [what, script, facts] of causes)
    it(`is ${(facts as {code: string}).code}, told once, with words for both: ${what}`, async () => {
      endpoint.answer(script);
      const el = await mount();
      const seen = recorded(el);
      await reaches(el, 'error');
      await settled(el);
      expect(el.error)
        .to.be.instanceOf(Error)
        .and.include({name: 'PhoenixPaymentError', fatal: true, attempt: 1, ...facts});
      expect(seen.details('phoenix-error').map(({error}) => error)).to.deep.equal([el.error]);
      expect(seen.details('phoenix-statechange').map(({state}) => state)).to.deep.equal(['error']);
      expect(iframeOf(el)).to.equal(null);
      expect(sees(part(el, 'message'))).to.equal(true);
      expect(sees(part(el, 'retry'))).to.equal(true);
      expect(lines.map(String)).to.have.lengthOf(1);
      expect(String(lines[0])).to.match(new RegExp(`phoenix-payment.*https://\\S+#${el.error?.code}$`));
      expect(endpoint.requests).to.have.lengthOf(1);
    });

  it('is token-timeout where no answer comes in time, and the request is called off', async () => {
    const clock = frozen();
    const signals: AbortSignal[] = [];
    const el = await mount({fetchToken: ({signal}) => new Promise(() => signals.push(signal))});
    await until(() => signals.length);
    await clock.tickAsync(9_999);
    expect([el.state, signals[0]?.aborted]).to.deep.equal(['authorizing', false]);
    await clock.tickAsync(1);
    await reaches(el, 'error');
    expect(el.error).to.include({code: 'token-timeout', fatal: true, retryable: true});
    expect(signals[0]?.aborted).to.equal(true);
  });

  it('is token-timeout after `token-timeout`, for a hanging backend', async () => {
    endpoint.answer('hang');
    const el = await mount({tokenTimeout: 200});
    await reaches(el, 'error');
    expect(el.error?.code).to.equal('token-timeout');
  });

  it('says when to come back where Retry-After does', async () => {
    for (const [after, seconds] of [
      ['30', 30],
      [new Date(Date.now() + 90_000).toUTCString(), 90],
    ] as const) {
      endpoint.answer([{status: 429, headers: {'retry-after': after}}]);
      const el = await mount();
      await reaches(el, 'error');
      expect((el.error?.retryAt?.getTime() ?? 0) - Date.now(), after).to.be.closeTo(seconds * 1000, 8000);
      el.remove();
    }
  });

  it('says nothing of when where Retry-After makes no sense', async () => {
    endpoint.answer([{status: 503, headers: {'retry-after': 'soon'}}]);
    const el = await mount();
    await reaches(el, 'error');
    expect(el.error?.retryAt).to.equal(undefined);
  });

  for (const [what, reason, facts] of [
    ['a plain error', new Error('x'), {code: 'token-network'}],
    ['an error with a status', Object.assign(new Error('x'), {status: 403}), {code: 'token-unauthorized', status: 403}],
    ['a response', new Response(null, {status: 503}), {code: 'token-server', status: 503}],
    ['nothing', undefined, {code: 'token-network'}],
  ] as const)
    it(`is told with its cause where \`fetchToken\` rejects with ${what}`, async () => {
      const el = await mount({fetchToken: () => Promise.reject(reason)});
      await reaches(el, 'error');
      expect(el.error).to.include(facts);
      expect(el.error?.cause).to.equal(reason);
    });

  it('is one where `fetchToken` throws, or gives what is no token', async () => {
    for (const [given, code] of [
      [
        () => {
          throw new Error('x');
        },
        'token-network',
      ],
      [async () => undefined, 'token-malformed'],
      [async () => '', 'token-malformed'],
      [async () => ({}), 'token-malformed'],
    ] as const) {
      const el = await mount({fetchToken: given as never});
      await reaches(el, 'error');
      expect(el.error?.code).to.equal(code);
      el.remove();
    }
  });
});

describe('the request', () => {
  it('is a GET for JSON past every cache, with the wished headers and credentials', async () => {
    await ready({headers: {'x-csrf': '1'}, credentials: 'include'});
    const [request] = endpoint.requests;
    expect(request).to.include({method: 'GET', cache: 'no-store', credentials: 'include'});
    expect(request?.headers).to.include({accept: 'application/json', 'x-csrf': '1'});
  });

  it('is `same-origin` unless it is wished otherwise', async () => {
    await ready();
    expect(endpoint.requests[0]?.credentials).to.equal('same-origin');
  });
});
