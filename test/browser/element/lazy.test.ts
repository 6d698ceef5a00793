import {expect} from '@open-wc/testing';
import {partner} from '../../servers.js';
import {backend, mount, reaches, settled} from '../../support/mount.js';

const endpoint = backend();

describe('`loading="lazy"`', () => {
  const below = (px: number): HTMLElement => {
    const space = document.createElement('div');
    space.style.height = `${px}px`;
    return space;
  };

  it('requests nothing and is idle while out of sight, and goes on once near', async () => {
    const el = await mount({amount: null, loading: 'lazy', partnerUrl: `${partner}/ok`});
    el.before(below(innerHeight * 5));
    await settled(el);
    el.amount = '1';
    await settled(el);
    await settled(el);
    expect([el.state, endpoint.requests.length]).to.deep.equal(['idle', 0]);
    expect(el.getBoundingClientRect().height).to.equal(600);
    el.scrollIntoView();
    await reaches(el, 'ready');
    scrollTo(0, 0);
    await settled(el);
    expect([el.state, endpoint.requests.length]).to.deep.equal(['ready', 1]);
  });

  it('stays closed where it was closed out of sight', async () => {
    const el = await mount({amount: null, loading: 'lazy', partnerUrl: `${partner}/ok`});
    el.before(below(innerHeight * 5));
    el.amount = '1';
    await settled(el);
    el.close();
    el.scrollIntoView();
    await settled(el);
    await settled(el);
    scrollTo(0, 0);
    expect([el.state, endpoint.requests.length]).to.deep.equal(['closed', 0]);
  });

  it('is no different for an element in sight', async () => {
    const el = await mount({loading: 'lazy'});
    await reaches(el, 'ready');
  });

  it('is never near without a box', async () => {
    const hidden = document.createElement('div');
    hidden.style.display = 'none';
    const place = await mount({amount: null});
    place.before(hidden);
    const el = await mount({loading: 'lazy'}, hidden);
    await settled(el);
    await settled(el);
    expect([el.state, endpoint.requests.length]).to.deep.equal(['idle', 0]);
    hidden.style.display = '';
    await reaches(el, 'ready');
  });

  it('in a dialog loads when that is opened, although it has no box while it is closed', async () => {
    const el = await mount({mode: 'dialog', loading: 'lazy'});
    el.show();
    await reaches(el, 'ready');
  });
});
