import assert from 'node:assert/strict';
import {existsSync, readFileSync, statSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {extname, join} from 'node:path';
import {chromium, type Browser, type Page} from 'playwright-core';
import {startSandbox, type Sandbox} from '../../../src/sandbox/index.js';
import {findBrowser} from '../../support/find-browser.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

/** A shop on one origin: an app's files, and a token endpoint beside them. */
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
    server.on('request', (request, response) => {
      const {pathname} = new URL(request.url ?? '/', 'http://shop.invalid');
      if (pathname !== '/api/token') return;
      this.tokenRequests.push(String(request.headers['x-shop'] ?? ''));
      this.sandbox.backend(request, response);
    });
  }

  /** `files`: a folder, or what is answered for the page. */
  static async open(files: string | (() => Readonly<Record<string, string>>)): Promise<Shop> {
    const sandbox = await startSandbox();
    const server = createServer((request, response) => {
      const {pathname} = new URL(request.url ?? '/', 'http://shop.invalid');
      if (pathname === '/api/token') return;
      const path = pathname === '/' ? '/index.html' : pathname;
      const body = typeof files === 'string' ? read(join(files, path)) : files()[path];
      if (body === undefined) response.writeHead(404).end();
      else response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream').end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const browser = await chromium.launch({executablePath: findBrowser()});
    return new Shop(sandbox, browser, await browser.newPage(), server);
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

  /** No error and no warning has come up. */
  assertQuiet(): void {
    assert.deepEqual(this.complaints, []);
  }
}

const read = (path: string): Buffer | undefined =>
  existsSync(path) && statSync(path).isFile() ? readFileSync(path) : undefined;
