import type {HtmlTagDescriptor, Plugin, ViteDevServer} from 'vite';
import {startPartnerPages} from '../../test/partner-pages/server.js';
import {startService} from './service.js';

/**
 * What a host page needs to allow, and what Vite adds: the worker by which it finds its server again.
 * The sandbox's ports are chosen by the system, hence the wildcard.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self' http://127.0.0.1:*",
  "frame-src 'self' http://127.0.0.1:* https://*.phoenix.market",
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const policy: HtmlTagDescriptor = {
  tag: 'meta',
  attrs: {'http-equiv': 'Content-Security-Policy', content: POLICY},
  injectTo: 'head-prepend',
};

/** Starts what the demo talks to, mounts the token endpoint, and tells the pages where everything is. */
export function demoServer(env: Readonly<Record<string, string | undefined>> = process.env): Plugin {
  let stop = (): Promise<unknown> => Promise.resolve();
  let places: Readonly<Record<string, string>> = {};
  return {
    name: 'phoenix-payment-demo',
    apply: 'serve',
    async configureServer(server) {
      const [service, pages] = await Promise.all([startService(env), startPartnerPages()]);
      stop = () => Promise.all([service.close(), pages.close()]);
      places = {
        SERVICE: service.kind,
        PARTNER_URL: service.partnerUrl,
        SWITCHES_URL: service.switchesUrl,
        PARTNER_PAGES: pages.origin,
      };
      server.middlewares.use('/api/token', service.tokens);
      announce(server, service.kind, env);
    },
    transformIndexHtml: {
      order: 'pre',
      handler: (html) => ({
        html: html.replace(/%([A-Z_]+)%/g, (all, name: string) => places[name] ?? all),
        tags: [policy],
      }),
    },
    async closeBundle() {
      await stop();
    },
  };
}

/** Says below Vite's addresses which of the two it is. */
function announce(server: ViteDevServer, kind: string, env: Readonly<Record<string, string | undefined>>): void {
  const {printUrls} = server;
  const half = !env['PHOENIX_CLIENT_ID'] !== !env['PHOENIX_CLIENT_SECRET'];
  server.printUrls = () => {
    printUrls();
    server.config.logger.info(
      kind === 'phoenix'
        ? '  ➜  Phoenix itself, with your credentials: real money'
        : `  ➜  The sandbox: no real money. ${half ? 'Only one of' : 'Set'} PHOENIX_CLIENT_ID and PHOENIX_CLIENT_SECRET${half ? ' is set' : ' to use Phoenix itself'}.`,
    );
  };
}
