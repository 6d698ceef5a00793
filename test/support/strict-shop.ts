import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {fileURLToPath} from 'node:url';
import {startSandbox} from '../../src/sandbox/index.js';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));
const WALLET = '0x52908400098527886E0F7030069857D2E4169EE7';

export interface StrictShop {
  readonly url: string;
  /** The paths that were asked for, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** A bare page with the CDN file and the strictest policy, before a sandbox. It notes violations and events as `violations` and `heard`. */
export async function startStrictShop(): Promise<StrictShop> {
  const sandbox = await startSandbox();
  const asked: string[] = [];
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    `frame-src ${new URL(sandbox.partnerUrl).origin}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://shop.invalid').pathname;
    asked.push(path);
    if (path === '/api/token') {
      sandbox.backend(request, response);
    } else if (path === '/') {
      const file = readFileSync(`${DIST}/phoenix-payment.min.js`);
      const integrity = `sha384-${createHash('sha384').update(file).digest('base64')}`;
      response.setHeader('content-security-policy', policy);
      response.setHeader('content-type', 'text/html').end(`<!doctype html>
        <html lang="en"><title>Shop</title><script src="/watch.js"></script>
        <script type="module" src="/phoenix-payment.min.js" integrity="${integrity}"></script>
        <phoenix-payment token-endpoint="/api/token" wallet-address="${WALLET}" amount="100"
          partner-url="${sandbox.partnerUrl}"></phoenix-payment>`);
    } else if (path === '/watch.js') {
      response.setHeader('content-type', 'text/javascript').end(`
        window.violations = []; window.heard = [];
        // The browser's own request for an icon is no part of the page.
        addEventListener('securitypolicyviolation', (event) => event.blockedURI.endsWith('favicon.ico') || violations.push(event.violatedDirective + ' ' + event.blockedURI));
        for (const name of ['ready', 'order-created', 'success', 'done'])
          addEventListener('phoenix-' + name, () => heard.push(name));`);
    } else if (/^\/phoenix-payment\.[\w.]+\.js$/.test(path)) {
      response.setHeader('content-type', 'text/javascript').end(readFileSync(`${DIST}${path}`));
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    asked,
    async close() {
      await sandbox.close();
      server.close();
      server.closeAllConnections();
    },
  };
}
