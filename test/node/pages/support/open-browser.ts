import {chromium, type Browser} from 'playwright-core';
import {findBrowser} from '../../../support/find-browser.js';

/** A Chromium that asks nobody but our own servers, with the back/forward cache that users have. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findBrowser(),
    args: ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
