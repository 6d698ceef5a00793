import {executeServerCommand} from '@web/test-runner-commands';

/** Speaks to the page's own browser, for what no other way leads to. In Chromium only. */
export const cdp = (method: string, params: object = {}): Promise<unknown> =>
  executeServerCommand('cdp', {method, params});
