import {executeServerCommand} from '@web/test-runner-commands';

/** Speaks to the page's own browser, for what no other way leads to. Chromium only: `chromiumOnly` skips the rest. */
export const cdp = (method: string, params: object = {}): Promise<unknown> =>
  executeServerCommand('cdp', {method, params});

/** Skips what stands below it where the browser is no Chromium. */
export function chromiumOnly(): void {
  before(function () {
    if (!navigator.userAgent.includes('Chrome/')) this.skip();
  });
}
