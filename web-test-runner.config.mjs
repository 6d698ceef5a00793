import {esbuildPlugin} from '@web/dev-server-esbuild';
import {chromeLauncher} from '@web/test-runner-chrome';
import {cdpPlugin} from './test/support/commands-plugin.ts';
import {findBrowser} from './test/support/find-browser.ts';
import {serversPlugin} from './test/support/servers-plugin.ts';

const root = process.getuid?.() === 0;

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  files: 'test/browser/**/*.test.ts',
  rootDir: '.',
  nodeResolve: {browser: true, exportConditions: ['browser']},
  plugins: [serversPlugin(), cdpPlugin(), esbuildPlugin({ts: true, target: 'es2022', tsconfig: './tsconfig.json'})],
  concurrency: 2,
  testsFinishTimeout: 600_000,
  testFramework: {config: {timeout: 10_000}},
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: findBrowser(),
        args: [
          ...(root ? ['--no-sandbox'] : []),
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--no-first-run',
        ],
      },
      // A context of its own for each page: hidden tabs would get no focus, and service workers would be shared.
      createPage: async ({browser}) => (await browser.createBrowserContext()).newPage(),
    }),
  ],
};
