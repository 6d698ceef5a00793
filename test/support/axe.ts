import {expect} from '@open-wc/testing';
import type {PhoenixPayment} from '../../src/element.js';
import {partner} from '../servers.js';
import {mount, reaches, settled, type Wishes} from './mount.js';
import {consoleErrors} from './stubs.js';

const states: [string, PhoenixPayment['state'], Wishes, ((el: PhoenixPayment) => unknown)?][] = [
  ['idle', 'idle', {amount: null}],
  ['authorizing', 'authorizing', {fetchToken: () => new Promise(() => {})}],
  ['loading', 'loading', {partnerUrl: `${partner}/hang`}],
  ['ready', 'ready', {}],
  ['an error that can be retried', 'error', {fetchToken: () => Promise.reject(new Error())}],
  ['an error for the site’s owner', 'error', {amount: 'x'}],
  ['a frame’s error', 'error', {partnerUrl: `${partner}/hang`, frameTimeout: 200}],
  ['closed', 'closed', {}, (el) => reaches(el, 'ready').then(() => el.close())],
];
/** Lets axe judge every state, in one mode; a closed dialog has nothing to show. */
export function judgedByAxe(mode: 'inline' | 'dialog'): void {
  beforeEach(() => void consoleErrors());
  for (const theme of ['light', 'dark'] as const)
    for (const [what, state, wishes, go] of states)
      if (mode === 'inline' || !['idle', 'closed'].includes(state))
        it(`in ${what}, ${theme}`, async function () {
          this.timeout(60_000); // axe's first run takes its time on a busy machine
          const el = await mount({...wishes, mode, theme, open: mode === 'dialog'});
          await go?.(el);
          await reaches(el, state);
          await settled(el);
          await expect(el).to.be.accessible();
        });
}
