import assert from 'node:assert/strict';
import {createServer, type IncomingMessage, type RequestListener, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {Duplex} from 'node:stream';
import {chromium, type Browser, type Page} from 'playwright-core';
import {startSandbox, type Sandbox} from '../../../src/sandbox/index.js';
import {findBrowser} from '../../support/find-browser.js';

export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** What lies at a shop’s origin beside its token endpoint. */
interface Site {
  readonly answer: RequestListener;
  readonly upgrade?: Upgrade;
}

/** A shop on one origin: an app, and a token endpoint beside it. */
export class Shop {
  readonly sandbox: Sandbox;
  readonly page: Page;
  /** Errors and warnings of the page. */
  readonly complaints: string[] = [];
  /** What each token request said in the header `x-shop`. */
  readonly tokenRequests: string[] = [];
  readonly #browser: Browser;
  readonly #server: Server;

  private constructor(sandbox: Sandbox, browser: Browser, page: Page, server: Server) {
    this.sandbox = sandbox;
    this.#browser = browser;
    this.#server = server;
    this.page = page;
    page.on('pageerror', ({message}) => this.complaints.push(message));
    page.on('console', (entry) => {
      if (/^(error|warning)$/.test(entry.type())) this.complaints.push(entry.text());
    });
  }

  static async open({answer, upgrade}: Site): Promise<Shop> {
    const sandbox = await startSandbox();
    const server = createServer((request, response) => {
      const {pathname} = new URL(request.url ?? '/', 'http://shop.invalid');
      if (pathname !== '/api/token') {
        answer(request, response);
        return;
      }
      shop.tokenRequests.push(String(request.headers['x-shop'] ?? ''));
      sandbox.backend(request, response);
    });
    if (upgrade) server.on('upgrade', upgrade);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const browser = await chromium.launch({executablePath: findBrowser()});
    const shop = new Shop(sandbox, browser, await browser.newPage(), server);
    return shop;
  }

  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** The queries with which the payment page has been asked for. */
  get loads(): URLSearchParams[] {
    return this.sandbox.requests
      .filter(({server, url}) => server === 'partner' && url.includes('access_token'))
      .map(({url}) => new URL(url, 'http://partner.invalid').searchParams);
  }

  async visit(query: Readonly<Record<string, string>> = {}, page = ''): Promise<void> {
    this.tokenRequests.length = this.complaints.length = 0;
    (this.sandbox.requests as unknown[]).length = 0;
    await this.page.goto(`${this.url}${page}?${new URLSearchParams({partner: this.sandbox.partnerUrl, ...query})}`);
  }

  /** Waits until elements are in a state. */
  async until(state: string, ...ids: string[]): Promise<void> {
    for (const id of ids) await this.page.locator(`#${id}[state="${state}"]`).waitFor({timeout: 20_000});
  }

  /** Waits until the page has no frame: the driver hears of a frame’s end a moment after its element is gone. */
  async untilFrameless(): Promise<void> {
    while (this.page.frames().length > 1) await this.page.waitForEvent('framedetached', {timeout: 5000});
  }

  /** As long as anything that is going to happen could take: tokens and loads take a few milliseconds here. */
  settle(): Promise<void> {
    return this.page.waitForTimeout(500);
  }

  press(id: string): Promise<void> {
    return this.page.click(`#${id}`);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.sandbox.close();
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** No error and no warning has come up, but for what Lit says of itself outside production. */
  assertQuiet(): void {
    assert.deepEqual(
      this.complaints.filter((line) => !line.startsWith('Lit is in dev mode.')),
      [],
    );
  }
}
