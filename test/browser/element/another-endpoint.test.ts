import {expect} from '@open-wc/testing';
import {http, HttpResponse} from 'msw';
import {setupWorker} from 'msw/browser';
import {mintToken, tokenEndpoint} from '../../../src/testing/index.js';
import {factsOf, iframeOf, posts, reaches, ready} from '../../support/mount.js';

const endpoint = tokenEndpoint('/api/token');
const other = await mintToken();
const worker = setupWorker(
  endpoint,
  http.get('/other/token', () => HttpResponse.json({access_token: other})),
);

before(() => worker.start({quiet: true, onUnhandledRequest: 'bypass'}));
after(() => worker.stop());

/** Contract, section 2: “Changing address, amount, theme, parameters or URLs starts over”. */
describe('changing the token endpoint', () => {
  for (const [what, used] of [
    ['nobody has used', false],
    ['has an order open', true],
  ] as const)
    it(`starts over where the frame ${what}`, async () => {
      const el = await ready();
      const old = iframeOf(el);
      if (used) await posts(old, {type: 'ORDER_CREATED', data: {}});
      el.tokenEndpoint = '/other/token';
      await el.updateComplete;
      expect(el.state).to.equal('authorizing');
      expect(old?.isConnected).to.equal(false);
      await reaches(el, 'ready');
      expect((await factsOf(iframeOf(el))).query['access_token']).to.equal(other);
    });
});
