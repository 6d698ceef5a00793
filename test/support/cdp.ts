import {executeServerCommand} from '@web/test-runner-commands';

/** Speaks to the page's own browser, for what no other way leads to. Elsewhere than in Chromium nothing is said, and nothing has to be taken back. */
export const cdp = async (method: string, params: object = {}): Promise<unknown> =>
  navigator.userAgent.includes('Chrome/') ? executeServerCommand('cdp', {method, params}) : undefined;

/** Skips what stands below it where the browser is no Chromium. */
export function chromiumOnly(): void {
  before(function () {
    if (!navigator.userAgent.includes('Chrome/')) this.skip();
  });
}
