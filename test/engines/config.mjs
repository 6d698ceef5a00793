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

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {...common, concurrency: 1, browsers: [launchers[process.env.ENGINE]()]};
