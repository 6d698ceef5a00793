import {expect} from '@open-wc/testing';
import {onlyIn} from '../../support/engine.js';
import type {PhoenixPayment} from '../../../src/element.js';
import {box, iframeOf, reaches, ready, settled} from '../../support/mount.js';
import {jwt} from './support/fake-backend.js';
import {HOUR} from './support/payer.js';

type Movable = Element & {moveBefore(node: Node, before: Node | null): void};
/** Firefox moves an element so, too, but loads a frame in its shadow root anew. */
const keepsFrames = onlyIn(['chromium'], 'no other moves a frame in a shadow root without loading it anew');

/** An element that is ready, beside another place, and the reasons for which a token was asked for. */
async function placed(): Promise<{el: PhoenixPayment; from: HTMLElement; to: HTMLElement; reasons: string[]}> {
  const reasons: string[] = [];
  const from = box();
  const el = await ready(
    {
      fetchToken: async ({reason}) => {
        reasons.push(reason);
        return {access_token: jwt({exp: Date.now() + HOUR})};
      },
    },
    from,
  );
  return {el, from, to: box(), reasons};
}

describe('A move within the document', () => {
  for (const [name, move] of Object.entries<(el: PhoenixPayment, from: Element, to: Element) => void>({
    'remove and append in one task': (el, _, to) => {
      el.remove();
      to.append(el);
    },
    append: (el, _, to) => to.append(el),
    insertBefore: (el, _, to) => to.insertBefore(el, null),
    'the move of its parent': (_, from, to) => to.append(from),
    'a reordering of its siblings': (el, from) => {
      from.append(document.createElement('p'));
      from.append(el);
    },
    'two moves': (el, from, to) => {
      to.append(el);
      from.append(el);
    },
  }))
    it(`by ${name} keeps the token, and loads the page again once`, async () => {
      const {el, from, to, reasons} = await placed();
      const {expiresAt} = el;
      const frame = iframeOf(el);
      move(el, from, to);
      await settled(el);
      await reaches(el, 'ready');
      expect(reasons).to.deep.equal(['initial']);
      expect(el.expiresAt).to.equal(expiresAt);
      expect(iframeOf(el)).not.to.equal(frame);
      expect(el.shadowRoot?.querySelectorAll('iframe')).to.have.lengthOf(1);
    });

  keepsFrames('by moveBefore keeps the token and the frame with its page', async () => {
    const {el, to, reasons} = await placed();
    const frame = iframeOf(el);
    const page = frame?.contentWindow;
    (to as Movable).moveBefore(el, null);
    await settled(el);
    expect(el.state).to.equal('ready');
    expect(iframeOf(el)).to.equal(frame);
    expect(frame?.contentWindow).to.equal(page);
    expect(reasons).to.deep.equal(['initial']);
  });

  keepsFrames('by moveBefore of its parent keeps them too', async () => {
    const {el, from, to, reasons} = await placed();
    const page = iframeOf(el)?.contentWindow;
    (to as Movable).moveBefore(from, null);
    await settled(el);
    expect(iframeOf(el)?.contentWindow).to.equal(page);
    expect(reasons).to.deep.equal(['initial']);
  });

  it('is none once a task has passed: who comes back asks anew', async () => {
    const {el, to, reasons} = await placed();
    el.remove();
    expect(iframeOf(el)).to.equal(null);
    await new Promise((resolve) => setTimeout(resolve));
    await settled();
    expect(el.expiresAt).to.equal(null);
    to.append(el);
    await reaches(el, 'ready');
    expect(reasons).to.deep.equal(['initial', 'initial']);
  });
});
