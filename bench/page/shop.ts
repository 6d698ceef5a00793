import {readFileSync} from 'node:fs';
import {createServer, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

/** Simulated, in ms: from a request to its answer. No price for a connection, as over HTTP/2. */
export const ROUND_TRIP = 40;
/** How late the rest of a page that streams comes, in ms. */
const LATE = 300;

const ADDRESS = '0x52908400098527886E0F7030069857D2E4169EE7';
const TAG = `<phoenix-payment token-endpoint="/api/token" wallet-address="${ADDRESS}" amount="100" partner-url="PARTNER"></phoenix-payment>`;
const SCRIPT = '<script type="module" async src="/phoenix-payment.min.js"></script>';
const PRELOAD = '<link rel="preload" as="fetch" href="/api/token" crossorigin>';
/** How long a page is shown before it goes on, in s. */
const SHOWN = 1;
/** What one writes by hand: the floor. */
const SNIPPET = `<iframe id="phoenix" title="Payment" width="350" height="600"></iframe>
<script>
fetch('/api/token').then((response) => response.json()).then(({access_token}) => {
  const query = new URLSearchParams({address: '${ADDRESS}', amount: '100', access_token});
  document.getElementById('phoenix').src = 'PARTNER?' + query;
});
</script>`;

/** The same, of which the frame is made once there is a token. */
const MAKES = `<script>
fetch('/api/token').then((response) => response.json()).then(({access_token}) => {
  const query = new URLSearchParams({address: '${ADDRESS}', amount: '100', access_token});
  const frame = Object.assign(document.createElement('iframe'), {title: 'Payment', width: 350, height: 600});
  frame.src = 'PARTNER?' + query;
  document.body.append(frame);
});
</script>`;

/** The pages that are compared: what stands in the head, what in the body, and whether the rest comes late. */
export const PAGES = {
  'the snippet': {head: '', body: SNIPPET, late: false},
  'async script and preload': {head: PRELOAD + SCRIPT, body: TAG, late: false},
  'bare tag': {head: SCRIPT, body: TAG, late: false},
  'a snippet that makes its frame late': {head: '', body: MAKES, late: false},
  'the snippet, streaming': {head: '', body: SNIPPET, late: true},
  'async script and preload, streaming': {head: PRELOAD + SCRIPT, body: TAG, late: true},
  'an empty page': {head: SCRIPT, body: '', late: false},
} as const;

export type PageName = keyof typeof PAGES;

/** A shop on `localhost` and the partner on `127.0.0.1`, both in this process, so that one clock times both. */
export class Shop {
  tokenRequests = 0;
  /** Called upon a request for a page; says where that goes on to by itself. */
  onpage: (name: PageName) => string | null = () => null;
  ontoken: () => void = () => {};
  /** Called upon a request for the partner's page. */
  onframe: () => void = () => {};
  roundTrip = ROUND_TRIP;
  readonly #script = readFileSync(new URL('../../dist/phoenix-payment.min.js', import.meta.url));
  readonly #partner = createServer(({url = '/'}, response) => {
    if (url.includes('access_token')) this.onframe();
    this.#answer(response, 'text/html', '<!doctype html><title>Partner</title>');
  });
  readonly #server = createServer(({url = '/'}, response) => {
    if (url === '/phoenix-payment.min.js') this.#answer(response, 'text/javascript', this.#script);
    else if (url === '/api/token') {
      this.tokenRequests++;
      this.ontoken();
      this.#answer(response, 'application/json', '{"access_token":"a-token","expires_in":3600}');
    } else if (url !== '/api/never') this.#page(decodeURIComponent(url.slice(1)), response);
  });

  static async open(): Promise<Shop> {
    const shop = new Shop();
    for (const server of [shop.#server, shop.#partner])
      await new Promise<void>((listening) => void server.listen(0, listening));
    return shop;
  }

  get partnerUrl(): string {
    return `http://127.0.0.1:${portOf(this.#partner)}/`;
  }

  url(page: PageName, host = 'localhost'): string {
    return `http://${host}:${portOf(this.#server)}/${encodeURIComponent(page)}`;
  }

  close(): void {
    for (const server of [this.#server, this.#partner]) {
      server.close();
      server.closeAllConnections();
    }
  }

  #answer(response: ServerResponse, type: string, body: string | Buffer): void {
    setTimeout(() => {
      response.writeHead(200, {'content-type': type, 'cache-control': 'no-store'}).end(body);
    }, this.roundTrip);
  }

  #page(name: string, response: ServerResponse): void {
    if (!(name in PAGES)) return void response.writeHead(404).end();
    const {head, body, late} = PAGES[name as PageName];
    const next = this.onpage(name as PageName);
    const on = next ? `<meta http-equiv="refresh" content="${SHOWN};url=${next}">` : '';
    const text = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>${on}${head}<body>${body}`;
    setTimeout(() => {
      response.writeHead(200, {'content-type': 'text/html', 'cache-control': 'no-store'});
      response.write(text.replaceAll('PARTNER', this.partnerUrl));
      setTimeout(() => response.end('<p>The rest.</p>'), late ? LATE : 0);
    }, this.roundTrip);
  }
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
