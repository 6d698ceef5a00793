import {expect} from '@open-wc/testing';
import {closed, opened} from '../../support/dialog.js';
import {backend, box, settled} from '../../support/mount.js';

backend();

describe('the page behind an open dialog', () => {
  it('does not scroll, does not shift, and has its own style back afterwards', async () => {
    const tall = box();
    tall.style.height = '5000px';
    const root = document.documentElement;
    root.style.overflow = 'auto';
    const before = [tall.getBoundingClientRect().left, tall.getBoundingClientRect().width];
    const {el} = await opened();
    expect(getComputedStyle(root).overflow).to.equal('hidden');
    expect([tall.getBoundingClientRect().left, tall.getBoundingClientRect().width]).to.deep.equal(before);
    el.close();
    await closed(el);
    expect([root.style.overflow, root.style.scrollbarGutter]).to.deep.equal(['auto', '']);
    root.removeAttribute('style');
  });

  it('stays still until the last of two dialogs is closed, whichever goes first', async () => {
    for (const first of [0, 1]) {
      const two = [(await opened()).el, (await opened()).el];
      two[first]?.close();
      await settled(two[first]);
      expect(getComputedStyle(document.documentElement).overflow, `${first}`).to.equal('hidden');
      two[1 - first]?.close();
      await settled(two[1 - first]);
      expect(getComputedStyle(document.documentElement).overflow, `${first}`).to.equal('visible');
    }
  });
});
