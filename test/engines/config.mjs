import {chromeLauncher} from '@web/test-runner-chrome';
import * as puppeteer from 'puppeteer-core';
import common from '../../web-test-runner.config.mjs';
import {findFirefox} from './find-firefox.ts';
import {webkitLauncher} from './webkit-launcher.ts';

const launchers = {
  firefox: () =>
    chromeLauncher({
      puppeteer,
      launchOptions: {browser: 'firefox', executablePath: findFirefox(), headless: true},
      createBrowserContext: ({browser}) => browser.defaultBrowserContext(),
    }),
  webkit: webkitLauncher,
};

// The stories take longest, and their laws are the same in every engine: Chromium plays all of them.
process.env.STORY_SHARE ??= '0.1';

// A driver that loses a click is no news of ours. A page that hangs is, and soon.
const testFramework = {config: {...common.testFramework.config, retries: 2}};

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  ...common,
  concurrency: 1,
  testFramework,
  testsFinishTimeout: 240_000,
  browsers: [launchers[process.env.ENGINE]()],
};
