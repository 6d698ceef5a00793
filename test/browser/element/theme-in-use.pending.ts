import {expect} from '@open-wc/testing';
import {backend, iframeOf, posts, ready} from '../../support/mount.js';

backend();

/** Contract, section 2: “Changing address, amount, theme, parameters or URLs starts over”; section 5 protects a frame in use. */
describe('changing the theme', () => {
  it('starts over although the frame is in use', async () => {
    const el = await ready({theme: 'light'});
    const old = iframeOf(el);
    await posts(old, {type: 'ORDER_CREATED', data: {}});
    el.theme = 'dark';
    await el.updateComplete;
    expect(old?.isConnected).to.equal(false);
  });
});
