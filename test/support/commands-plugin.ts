import type {TestRunnerPlugin} from '@web/test-runner';
import type {ChromeLauncher} from '@web/test-runner-chrome';

type Page = ReturnType<ChromeLauncher['getPage']>;
type Client = Awaited<ReturnType<Page['createCDPSession']>>;

/** Lets a test speak to its own page over the Chrome DevTools protocol, for what the runner has no command for. */
export function cdpPlugin(): TestRunnerPlugin<{method: never; params: never}> {
  // One for each page, as long as that lives: it would take its emulation back when it ends, and a second one could not
  // take back the first one's, which comes again with the next document.
  const clients = new WeakMap<Page, Promise<Client>>();
  return {
    name: 'cdp-command',
    async executeCommand({command, payload, session}) {
      if (command !== 'cdp' || !payload) return undefined;
      const page = (session.browser as ChromeLauncher).getPage(session.id);
      const client = clients.get(page) ?? page.createCDPSession();
      clients.set(page, client);
      return (await (await client).send(payload.method, payload.params)) ?? {};
    },
  };
}
