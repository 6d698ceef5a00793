import {randomBytes} from 'node:crypto';
import type {ServerResponse} from 'node:http';
import {parseFault} from '../testing/faults.js';
import type {SandboxContext} from './context.js';
import {waited, type Listener} from './http.js';
import type {Theme} from './page/frame.js';
import {errorPage, explorerPage} from './page/plain-pages.js';
import {paymentPage} from './page/payment-page.js';
import {verifyToken} from './verify-token.js';

interface Page {
  readonly status: number;
  readonly render: (nonce: string, theme: Theme) => string;
}

const failure = (status: number, text: string): Page => ({
  status,
  render: (nonce, theme) => errorPage(nonce, theme, status, text),
});

/** Phoenix's side of the frame: `GET /?address&amount&access_token&theme&shareOn&onlyPrivateMatching`. */
export function partnerListener(context: SandboxContext): Listener {
  return async (request, response) => {
    context.log.record('partner', request, response);
    response.setHeader('date', new Date(context.now()).toUTCString());
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return void response.writeHead(405, {allow: 'GET, HEAD'}).end();
    }
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'sandbox.invalid'}`);
    const theme = url.searchParams.get('theme') === 'dark' ? 'dark' : 'light';
    const fault = parseFault('page', context.faults.current.page);
    if (url.pathname.startsWith('/__sandbox/tx/'))
      return void write(response, {status: 200, render: explorerPage}, theme);
    if (url.pathname !== '/') return void write(response, failure(404, 'There is no such page.'), theme);
    if (fault.name === 'hangs') return;
    if (fault.name === 'slow' && !(await waited(fault.amount, response))) return;
    if (fault.name === '500') return void write(response, failure(500, 'Something went wrong on our side.'), theme);
    if (fault.name === '401') return void write(response, failure(401, 'This session is not valid.'), theme);
    write(response, pageFor(url, context), theme, fault.name);
  };
}

function pageFor(url: URL, {signingKey, now}: SandboxContext): Page {
  const query = url.searchParams;
  const time = now();
  const verdict = verifyToken(query.get('access_token'), signingKey, time);
  if (!verdict.valid) return failure(401, `This session is not valid (access_token: ${verdict.reason}).`);
  const address = query.get('address') ?? '';
  const amount = query.get('amount') ?? '';
  if (!/^0x[0-9a-f]{40}$/i.test(address)) return failure(400, 'This link is not complete (address).');
  if (!/^(?=.*[1-9])\d{1,9}(\.\d{1,2})?$/.test(amount)) return failure(400, 'This link is not complete (amount).');
  const facts = {address, amount, expiresIn: verdict.expiresAt - time};
  return {status: 200, render: (nonce, theme) => paymentPage(nonce, theme, url, facts)};
}

function write(response: ServerResponse, {status, render}: Page, theme: Theme, fault = 'ok'): ServerResponse {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ];
  if (fault === 'refuses-framing') {
    response.setHeader('x-frame-options', 'DENY');
    policy.push("frame-ancestors 'none'");
  }
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  const html = render(nonce, theme);
  if (fault !== 'never-ends') return response.end(html);
  response.write(html.replace('</html>', ''));
  return response;
}
