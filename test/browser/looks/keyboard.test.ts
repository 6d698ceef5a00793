import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {onlyIn} from '../../support/engine.js';
import {backend, box, iframeOf, mount, part, reaches, sees, settled, until} from '../../support/mount.js';
import {consoleErrors} from '../../support/stubs.js';

const endpoint = backend();
beforeEach(() => void consoleErrors());

describe('the keyboard', () => {
  it('goes through the whole flow: error, Retry, the page, closed, open again', async () => {
    endpoint.answer(['500', 'ok']);
    const parent = box();
    const before = parent.appendChild(document.createElement('button'));
    const el = await mount({}, parent);
    await reaches(el, 'error');
    before.focus();
    await sendKeys({press: 'Tab'});
    expect(el.shadowRoot?.activeElement).to.equal(part(el, 'retry'));
    await sendKeys({press: 'Enter'});
    await reaches(el, 'ready');
    before.focus();
    await sendKeys({press: 'Tab'});
    expect(el.shadowRoot?.activeElement).to.equal(iframeOf(el));
    el.close();
    await settled(el);
    before.focus();
    await sendKeys({press: 'Tab'});
    expect(el.shadowRoot?.activeElement).to.equal(part(el, 'reopen'));
    await sendKeys({press: ' '});
    await reaches(el, 'ready');
  });

  onlyIn(
    ['chromium', 'webkit'],
    'a script’s focus() beside a frame that has it makes its driver’s Enter press no button',
  )('goes through a dialog: open, the page, the close button, out, and back where it was', async () => {
    const parent = box();
    const el = await mount({mode: 'dialog'}, parent);
    const opener = Object.assign(document.createElement('button'), {textContent: 'Pay', onclick: () => el.show()});
    parent.append(opener);
    opener.focus();
    await sendKeys({press: 'Enter'});
    await el.updateComplete;
    await reaches(el, 'ready');
    const reached: (string | undefined)[] = [];
    for (let i = 0; i < 8; i++) {
      await settled(el);
      reached.push(el.shadowRoot?.activeElement?.getAttribute('part') ?? undefined);
      expect(document.activeElement === el || document.activeElement === document.body, `${i}`).to.equal(true);
      await sendKeys({press: 'Tab'});
    }
    expect(reached).to.include('close').and.include('frame').and.not.include('retry');
    part(el, 'close')?.focus();
    await sendKeys({press: 'Enter'});
    await until(() => !el.open);
    await settled(el);
    expect([el.open, document.activeElement]).to.deep.equal([false, opener]);
    expect(sees(opener)).to.equal(true);
  });
});
