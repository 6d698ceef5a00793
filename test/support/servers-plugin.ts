import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import type {TestRunnerPlugin} from '@web/test-runner';
import {startSandbox, type Sandbox} from '../../src/sandbox/index.js';
import {startPartnerPages, type PartnerPages} from '../partner-pages/server.js';

const {resolve} = createRequire(import.meta.url);

/** Serves msw's worker, starts the partner pages and a sandbox, and publishes their addresses as `/test/servers.js`. */
export function serversPlugin(): TestRunnerPlugin {
  let pages: PartnerPages;
  let sandbox: Sandbox;
  return {
    name: 'servers',
    async serverStart() {
      [pages, sandbox] = await Promise.all([startPartnerPages(), startSandbox()]);
    },
    async serverStop() {
      await Promise.all([pages.close(), sandbox.close()]);
    },
    serve({path}) {
      if (path === '/mockServiceWorker.js')
        return {body: readFileSync(resolve('msw/mockServiceWorker.js'), 'utf8'), type: 'js'};
      if (path !== '/test/servers.js') return undefined;
      const {tokenUrl, partnerUrl, backendUrl} = sandbox;
      return {
        body: `export const partner = ${JSON.stringify(pages.origin)};\nexport const sandbox = ${JSON.stringify({tokenUrl, partnerUrl, backendUrl})};`,
        type: 'js',
      };
    },
  };
}
