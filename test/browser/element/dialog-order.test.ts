import {expect} from '@open-wc/testing';
import {sendKeys, sendMouse} from '@web/test-runner-commands';
import {messages} from '../../../src/testing/index.js';
import {dialogOf, focused, opened} from '../../support/dialog.js';
import {
  backend,
  iframeOf,
  mount,
  order,
  part,
  posts,
  reaches,
  ready,
  sees,
  settled,
  until,
} from '../../support/mount.js';

const endpoint = backend();

async function asked() {
  const el = await mount({mode: 'dialog', open: true});
  await reaches(el, 'ready');
  await posts(iframeOf(el), messages.orderCreated());
  part(el, 'close')?.click();
  await settled(el);
  return el;
}

describe('the question whether to leave an order', () => {
  it('is an alert dialog with the question for its name', async () => {
    const el = await asked();
    expect(part(el, 'confirm')?.role).to.equal('alertdialog');
    expect(part(el, 'confirm')?.getAttribute('aria-label')).to.contain('you may lose it');
  });

  it('closes where the payer wants it', async () => {
    const el = await asked();
    [...(part(el, 'confirm')?.querySelectorAll('button') ?? [])].at(-1)?.click();
    await until(() => !el.open);
    await reaches(el, 'idle');
    expect(iframeOf(el)).to.equal(null);
  });

  it('goes away when the payment comes to its end meanwhile', async () => {
    const el = await asked();
    await posts(iframeOf(el), messages.transactionSuccess());
    await settled(el);
    expect([sees(part(el, 'confirm')), el.open, el.payment]).to.deep.equal([false, true, 'succeeded']);
    part(el, 'close')?.click();
    await until(() => !el.open);
  });

  it('is not asked of a script: close() closes', async () => {
    const el = await mount({mode: 'dialog', open: true});
    await reaches(el, 'ready');
    await posts(iframeOf(el), messages.orderCreated());
    el.close();
    await settled(el);
    expect([el.open, el.state]).to.deep.equal([false, 'idle']);
  });

  it('is not asked when the buyer cancels in the page itself', async () => {
    const el = await mount({mode: 'dialog', open: true});
    await reaches(el, 'ready');
    await posts(iframeOf(el), messages.orderCreated());
    order(iframeOf(el), {do: 'send', messages: [messages.cancel()]});
    await until(() => !el.open);
    expect(el.payment).to.equal('cancelled');
  });
});

describe('changing the mode', () => {
  it('takes the payment into the dialog and back, with the token in hand', async () => {
    const el = await ready();
    el.mode = 'dialog';
    await el.updateComplete;
    expect([el.state, iframeOf(el)]).to.deep.equal(['idle', null]);
    el.show();
    await el.updateComplete;
    await reaches(el, 'ready');
    el.mode = 'inline';
    await el.updateComplete;
    await reaches(el, 'ready');
    expect(part(el, 'dialog')).to.equal(null);
    expect(sees(iframeOf(el))).to.equal(true);
    expect(endpoint.requests).to.have.lengthOf(1);
  });
});

describe('an open order in a dialog', () => {
  it('asks before it closes: by button, Esc or a click beside', async () => {
    const {el} = await opened();
    await posts(iframeOf(el), messages.orderCreated());
    const frame = iframeOf(el);
    const ways: [string, () => unknown][] = [
      ['the button', () => part(el, 'close')?.click()],
      ['Esc', () => sendKeys({press: 'Escape'})],
      ['a click beside', () => sendMouse({type: 'click', position: [3, 3]})],
    ];
    for (const [how, leave] of ways) {
      await leave();
      await until(
        () => sees(part(el, 'confirm')),
        () => `the question after ${how}`,
      );
      expect(el.open, how).to.equal(true);
      expect(part(el, 'confirm')?.innerText).to.contain('A payment is under way');
      expect(focused(el), how).to.equal(part(el, 'stay'));
      await sendKeys({press: 'Enter'});
      await until(
        () => !sees(part(el, 'confirm')),
        () => `an end of the question after ${how}`,
      );
      expect([iframeOf(el), frame?.isConnected, el.open], how).to.deep.equal([frame, true, true]);
    }
  });

  it('stays through a second and a third Esc', async () => {
    const {el} = await opened();
    await posts(iframeOf(el), messages.orderCreated());
    for (let i = 0; i < 3; i++) await sendKeys({press: 'Escape'});
    await settled(el);
    expect([el.open, dialogOf(el)?.open]).to.deep.equal([true, true]);
  });
});

describe('a payer who keeps an order open', () => {
  it('has the focus back inside the dialog', async () => {
    const {el} = await opened();
    await posts(iframeOf(el), messages.orderCreated());
    part(el, 'close')?.click();
    await settled(el);
    part(el, 'stay')?.click();
    await settled(el);
    expect(dialogOf(el)?.contains(focused(el) ?? null)).to.equal(true);
  });

  it('does not lose it by Esc afterwards', async () => {
    const {el} = await opened();
    await posts(iframeOf(el), messages.orderCreated());
    for (let i = 0; i < 3; i++) {
      await sendKeys({press: 'Escape'});
      await settled(el);
      expect([el.open, dialogOf(el)?.open, sees(part(el, 'confirm'))], `${i}`).to.deep.equal([true, true, true]);
      part(el, 'stay')?.click();
      await settled(el);
    }
  });
});
