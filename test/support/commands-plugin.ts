import type {TestRunnerPlugin} from '@web/test-runner';
import type {ChromeLauncher} from '@web/test-runner-chrome';

/** Lets a test speak to its own page over the Chrome DevTools protocol, for what the runner has no command for. */
export function cdpPlugin(): TestRunnerPlugin<{method: never; params: never}> {
  return {
    name: 'cdp-command',
    async executeCommand({command, payload, session}) {
      if (command !== 'cdp' || !payload) return undefined;
      const page = (session.browser as ChromeLauncher).getPage(session.id);
      const client = await page.createCDPSession();
      // A session of its own would take its emulation back when it ends: it lives as long as its page.
      return (await client.send(payload.method, payload.params)) ?? {};
    },
  };
}
