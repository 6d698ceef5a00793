import {expect} from '@open-wc/testing';
import {messages} from '../../../src/testing/index.js';
import {recorded} from '../../support/events.js';
import {backend, iframeOf, posts, ready} from '../../support/mount.js';
import {openedTabs} from '../../support/stubs.js';

describe('OPEN_EXPLORER_URL', () => {
  backend();

  for (const [where, message] of [
    ['data.url', messages.openExplorerUrl('https://basescan.org/tx/0x1')],
    ['url', messages.openExplorerUrlFlat('https://basescan.org/tx/0x1')],
  ] as const) {
    it(`opens ${where} in a new tab that knows nothing of this page`, async () => {
      const tabs = openedTabs();
      const el = await ready();
      const seen = recorded(el);
      await posts(iframeOf(el), message);
      expect(seen.details('phoenix-open-url')).to.deep.equal([{url: 'https://basescan.org/tx/0x1'}]);
      expect(tabs).to.deep.equal([['https://basescan.org/tx/0x1', '_blank', 'noopener,noreferrer']]);
    });

    it(`opens no ${where} where phoenix-open-url is prevented`, async () => {
      const tabs = openedTabs();
      const el = await ready();
      el.addEventListener('phoenix-open-url', (event) => event.preventDefault());
      await posts(iframeOf(el), message);
      expect(tabs).to.deep.equal([]);
    });
  }

  for (const url of [
    'javascript:alert(1)',
    'data:text/html,<p>',
    'file:///etc/passwd',
    'blob:https://x/y',
    '/tx',
    '',
    7,
    null,
  ])
    it(`opens nothing and says nothing for ${JSON.stringify(url)}`, async () => {
      const tabs = openedTabs();
      const el = await ready();
      const seen = recorded(el);
      await posts(iframeOf(el), {type: 'OPEN_EXPLORER_URL', data: {url}}, {type: 'OPEN_EXPLORER_URL', url});
      expect(tabs).to.deep.equal([]);
      expect(seen.names('phoenix-open-url')).to.deep.equal([]);
    });
});
