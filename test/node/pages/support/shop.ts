import {readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {mintToken} from '../../../../src/testing/mint.js';
import {startPartnerPages} from '../../../partner-pages/server.js';
import {built} from '../../../support/built.js';

const DIST = new URL('../../../../dist/', import.meta.url);

export interface Shop {
  /** `http://localhost:<port>`: another site than the partner's `127.0.0.1`. */
  readonly origin: string;
  /** Origin of the partner pages. */
  readonly partner: string;
  /** Pages by their paths, each the inside of a `<body>`, and what else stands in its head. */
  readonly pages: Map<string, {readonly body: string; readonly head?: string}>;
  /** What the script is held back for. */
  scriptAfter: Promise<unknown> | null;
  /** Paths that were asked for, oldest first. */
  readonly asked: string[];
  /** The tag, complete, with these attributes beside the usual ones, for the partner's page `/ok` or another. */
  tag(attributes?: string, partnerUrl?: string): string;
  close(): Promise<void>;
}

/** An integrator's site: pages with the published file in them, a token endpoint, and the partner pages on another origin. */
export async function startShop(): Promise<Shop> {
  built();
  const partnerPages = await startPartnerPages();
  const pages: Shop['pages'] = new Map();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const {pathname} = new URL(request.url ?? '/', 'http://shop.invalid');
    asked.push(pathname);
    const page = pages.get(pathname);
    if (page) {
      response.setHeader('content-type', 'text/html; charset=utf-8').end(`<!doctype html><html lang="en">
        <meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Shop ${pathname}</title>
        ${page.head ?? ''}<script type="module" src="/phoenix-payment.min.js"></script><body>${page.body}</body></html>`);
    } else if (pathname === '/api/token') {
      response.setHeader('content-type', 'application/json').setHeader('cache-control', 'no-store');
      void mintToken().then((token) => response.end(JSON.stringify({access_token: token})));
    } else if (pathname === '/phoenix-payment.min.js') {
      response.setHeader('content-type', 'text/javascript');
      void Promise.resolve(shop.scriptAfter).then(() => response.end(readFileSync(new URL(`.${pathname}`, DIST))));
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const shop: Shop = {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    partner: partnerPages.origin,
    pages,
    scriptAfter: null,
    asked,
    tag: (attributes = '', partnerUrl = `${partnerPages.origin}/ok`) =>
      `<phoenix-payment token-endpoint="/api/token" wallet-address="0x52908400098527886E0F7030069857D2E4169EE7" amount="100"
        partner-url="${partnerUrl}" ${attributes}></phoenix-payment>`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await Promise.all([closed, partnerPages.close()]);
    },
  };
  return shop;
}
