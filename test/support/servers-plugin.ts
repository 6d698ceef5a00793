import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import type {TestRunnerPlugin} from '@web/test-runner';
import {startSandbox, type Sandbox} from '../../src/sandbox/index.js';
import {startPartnerPages, type PartnerPages} from '../partner-pages/server.js';

const {resolve} = createRequire(import.meta.url);

/** Serves msw's worker, the fake timers and a host page, starts the partner pages and a sandbox, and publishes their addresses as `/test/servers.js`. */
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
    resolveImport: ({source}) => (source === '@sinonjs/fake-timers' ? '/test/fake-timers.js' : undefined),
    serve({path, query}) {
      if (path === '/test/fake-timers.js') return {body: fakeTimers(), type: 'js'};
      if (path === '/mockServiceWorker.js')
        return {body: readFileSync(resolve('msw/mockServiceWorker.js'), 'utf8'), type: 'js'};
      if (path === '/test/host.html') return hostHtml(query as Record<string, string>);
      if (path !== '/test/servers.js') return undefined;
      const {tokenUrl, partnerUrl, backendUrl} = sandbox;
      return {
        body: `export const partner = ${JSON.stringify(pages.origin)};\nexport const sandbox = ${JSON.stringify({tokenUrl, partnerUrl, backendUrl})};\nexport const storyShare = ${Number(process.env['STORY_SHARE'] ?? 1)};`,
        type: 'js',
      };
    },
  };
}

/** A host page for the element, under a policy of its own. */
function hostHtml({csp = '', body = '', script = ''}: Record<string, string>) {
  const element = script === 'none' ? '' : '<script type="module" src="/src/index.ts"></script>';
  return {
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>A host page</title>${element}<body>${body}</body></html>`,
    type: 'html',
    headers: csp ? {'content-security-policy': csp} : {},
  };
}

/** The fake timers are a CommonJS file, and all that it needs in a browser is the global object. */
const fakeTimers = (): string => `const module = {exports: {}};
((module, exports, require) => {${readFileSync(resolve('@sinonjs/fake-timers'), 'utf8')}
})(module, module.exports, (name) => {
  if (name === '@sinonjs/commons') return {global: globalThis};
  throw new Error(name + ' is not for browsers');
});
export default module.exports;`;
