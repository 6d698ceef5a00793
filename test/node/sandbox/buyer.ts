import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {after, afterEach} from 'node:test';
import {chromium, type FrameLocator, type Page} from 'playwright-core';
import {startSandbox, type Sandbox} from '../../../src/sandbox/index.js';
import {findBrowser} from '../../support/find-browser.js';
import {pageUrl, tokenOf} from './support.js';

export interface Message {
  readonly type: string;
  readonly url?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** A buyer before the payment page: in a real browser, in a frame of another origin, by real clicks. */
export interface Buyer {
  readonly sandbox: Sandbox;
  readonly page: Page;
  /** Script errors and policy violations; a test that leaves any fails. */
  readonly errors: string[];
  open(query?: Record<string, string>): Promise<FrameLocator>;
  /** What the host page was told. */
  heard(): Promise<Message[]>;
  click(frame: FrameLocator, id: string): Promise<void>;
  at(frame: FrameLocator, step: string): Promise<void>;
}

const HOST = `<!doctype html><title>Host</title><body style="margin:0"><input id="host">
<script>window.heard = []; addEventListener('message', (event) => heard.push(event.data));</script>`;

/** Starts browser, host page and sandbox for a file's tests, and ends them. */
export async function arrive(): Promise<Buyer> {
  const errors: string[] = [];
  const host = createServer((_, response) => response.setHeader('content-type', 'text/html').end(HOST));
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  const hostUrl = `http://localhost:${(host.address() as AddressInfo).port}/`;
  const sandbox = await startSandbox();
  const browser = await chromium.launch({executablePath: findBrowser()});
  const page = await (await browser.newContext({permissions: ['clipboard-write']})).newPage();
  page.on('pageerror', ({message}) => errors.push(message));
  page.on('console', (entry) => entry.type() === 'error' && errors.push(entry.text()));

  afterEach(() => {
    sandbox.faults.reset();
    assert.deepEqual(errors.splice(0), []);
  });
  after(async () => {
    await browser.close();
    await sandbox.close();
    host.close();
    host.closeAllConnections();
  });

  return {
    sandbox,
    page,
    errors,
    async open(query = {}) {
      const access_token = await tokenOf(await fetch(sandbox.backendUrl));
      await page.setViewportSize({width: 350, height: 600});
      await page.goto(hostUrl);
      const url = JSON.stringify(pageUrl(sandbox, {access_token, ...query}));
      await page.evaluate(`{
        const frame = document.createElement('iframe');
        frame.style.cssText = 'position:fixed;inset:0;width:100%;height:100%;border:0';
        // Without a src, a bare feature is allowed to the host's own origin only: the partner's has to be named.
        frame.allow = 'clipboard-write ${new URL(sandbox.partnerUrl).origin}';
        document.body.append(frame);
        frame.dataset.url = ${url};
        frame.contentWindow.location.replace(frame.dataset.url);
      }`);
      const frame = page.frameLocator('iframe');
      await frame.getByTestId('step-amount').waitFor();
      return frame;
    },
    heard: () => page.evaluate('heard'),
    click: (frame, id) => frame.getByTestId(id).click(),
    at: (frame, step) => frame.getByTestId(`step-${step}`).waitFor(),
  };
}
