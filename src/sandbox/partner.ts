import {randomBytes} from 'node:crypto';
import type {ServerResponse} from 'node:http';
import {parseFault} from '../testing/faults.js';
import type {SandboxContext} from './context.js';
import {waited, type Listener} from './http.js';
import {errorPage, explorerPage} from './page/plain-pages.js';
import {paymentPage} from './page/payment-page.js';
import {verifyToken} from './verify-token.js';

/** Phoenix's side of the frame: `GET /?address&amount&access_token&theme&shareOn&onlyPrivateMatching`. */
export function partnerListener(context: SandboxContext): Listener {
  return async (request, response) => {
    context.log.record('partner', request, response);
    response.setHeader('date', new Date(context.now()).toUTCString());
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'sandbox.invalid'}`);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return void response.writeHead(405, {allow: 'GET, HEAD'}).end();
    if (url.pathname.startsWith('/__sandbox/tx/')) return page(response, 200, explorerPage);
    if (url.pathname !== '/') return page(response, 404, (nonce) => errorPage(nonce, 404, 'There is no such page.'));

    const fault = parseFault('page', context.faults.current.page);
    switch (fault.name) {
      case 'hangs':
        return;
      case '500':
        return page(response, 500, (nonce) => errorPage(nonce, 500, 'Something went wrong on our side.'));
      case '401':
        return page(response, 401, (nonce) => errorPage(nonce, 401, 'This session is not valid.'));
      case 'slow':
        if (!(await waited(fault.amount, response))) return;
        break;
      case 'refuses-framing':
        response.setHeader('x-frame-options', 'DENY');
    }
    return show(context, url, response, fault.name);
  };
}

function show(context: SandboxContext, url: URL, response: ServerResponse, fault: string): void {
  const query = url.searchParams;
  const verdict = verifyToken(query.get('access_token'), context.signingKey, context.now());
  if (!verdict.valid) {
    return page(response, 401, (nonce) =>
      errorPage(nonce, 401, `This session is not valid (access_token: ${verdict.reason}).`),
    );
  }
  const address = query.get('address') ?? '';
  const amount = query.get('amount') ?? '';
  if (!/^0x[0-9a-f]{40}$/i.test(address) || !/^(?=.*[1-9])\d{1,9}(\.\d{1,2})?$/.test(amount)) {
    return page(response, 400, (nonce) => errorPage(nonce, 400, 'This link is not complete (address, amount).'));
  }
  page(
    response,
    200,
    (nonce) => paymentPage(nonce, url, {address, amount, expiresIn: verdict.expiresAt - context.now()}),
    fault,
  );
}

function page(response: ServerResponse, status: number, render: (nonce: string) => string, fault = 'ok'): void {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    ...(fault === 'refuses-framing' ? ["frame-ancestors 'none'"] : []),
  ];
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  const html = render(nonce);
  if (fault === 'never-ends') response.write(html.replace('</html>', ''));
  else response.end(html);
}
