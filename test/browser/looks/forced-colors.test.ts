import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import type {PhoenixPayment} from '../../../src/element.js';
import {messages} from '../../../src/testing/index.js';
import {partner} from '../../servers.js';
import {cdp} from '../../support/cdp.js';
import {suiteIn} from '../../support/engine.js';
import {
  backend,
  iframeOf,
  mount,
  part,
  posts,
  reaches,
  sees,
  settled,
  until,
  type Wishes,
} from '../../support/mount.js';
import {consoleErrors} from '../../support/stubs.js';

backend();

const emulate = (scheme: string, forced: string): Promise<unknown> =>
  cdp('Emulation.setEmulatedMedia', {
    features: [
      {name: 'forced-colors', value: forced},
      {name: 'prefers-color-scheme', value: scheme},
    ],
  });

/** Relative luminance, as WCAG has it. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? [])
    .map((part) => Number(part) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** What the reader's own colours are. */
function system(name: string): string {
  const probe = document.body.appendChild(document.createElement('div'));
  probe.style.color = name;
  const {color} = getComputedStyle(probe);
  probe.remove();
  return color;
}

function expectButton(button: HTMLElement | null): void {
  expect(sees(button), 'it is there').to.equal(true);
  const {color, borderTopColor, borderTopStyle, borderTopWidth} = getComputedStyle(button!);
  const name = button!.part.value;
  expect([borderTopStyle, borderTopWidth], name).to.deep.equal(['solid', '1px']);
  expect(contrast(borderTopColor, system('Canvas')), `edge of ${name}`).to.be.at.least(3);
  expect(contrast(color, system('Canvas')), `text of ${name}`).to.be.at.least(4.5);
}

const states: [string, PhoenixPayment['state'], Wishes, string[], ((el: PhoenixPayment) => unknown)?][] = [
  ['loading', 'loading', {partnerUrl: `${partner}/hang`}, []],
  ['an error', 'error', {partnerUrl: `${partner}/hang`, frameTimeout: 200}, ['retry', 'newtab']],
  ['closed', 'closed', {}, ['reopen'], (el) => reaches(el, 'ready').then(() => el.close())],
];

suiteIn(['chromium'], 'no other lets a test force colours')('forced colours', () => {
  beforeEach(() => void consoleErrors());
  after(() => emulate('', ''));

  for (const scheme of ['light', 'dark']) {
    describe(scheme, () => {
      beforeEach(async () => {
        await emulate(scheme, 'active');
        await until(() => matchMedia('(forced-colors: active)').matches);
      });

      for (const [what, state, wishes, buttons, go] of states)
        it(`leave an edge to the notice and to each button, and a text to read: ${what}`, async () => {
          const el = await mount(wishes);
          await go?.(el);
          await reaches(el, state);
          await settled(el);
          const {borderTopColor, borderTopStyle} = getComputedStyle(part(el, 'status')!);
          expect(borderTopStyle).to.equal('solid');
          expect(contrast(borderTopColor, system('Canvas'))).to.be.at.least(3);
          expect(contrast(getComputedStyle(part(el, 'message')!).color, system('Canvas'))).to.be.at.least(4.5);
          for (const name of buttons) expectButton(part(el, name));
        });

      it('let the spinner be seen to turn: its shape is uneven, not just its colours', async () => {
        const el = await mount({partnerUrl: `${partner}/hang`});
        await reaches(el, 'loading');
        await settled(el);
        const spinner = getComputedStyle(el.shadowRoot!.querySelector('.spinner')!);
        const sides = [spinner.borderTopWidth, spinner.borderRightWidth, spinner.borderBottomWidth];
        expect(new Set(sides).size).to.be.above(1);
        expect(contrast(spinner.borderRightColor, system('Canvas'))).to.be.at.least(3);
      });

      it('leave an edge to the dialog, whose backdrop darkens nothing, and to its buttons', async () => {
        const el = await mount({mode: 'dialog', open: true});
        await reaches(el, 'ready');
        await settled(el);
        const {outlineStyle, outlineWidth, outlineColor} = getComputedStyle(el.shadowRoot!.querySelector('.box')!);
        expect([outlineStyle, outlineWidth]).to.deep.equal(['solid', '1px']);
        expect(contrast(outlineColor, system('Canvas'))).to.be.at.least(3);
        expectButton(part(el, 'close'));
        await posts(iframeOf(el), messages.orderCreated());
        part(el, 'close')?.click();
        await until(() => sees(part(el, 'confirm')));
        for (const name of ['stay', 'leave']) expectButton(part(el, name));
      });

      it('show where the focus is', async () => {
        const el = await mount({partnerUrl: `${partner}/hang`, frameTimeout: 200});
        await reaches(el, 'error');
        await settled(el);
        await sendKeys({press: 'Tab'});
        await until(() => el.shadowRoot?.activeElement === part(el, 'retry'));
        const {outlineStyle, outlineColor} = getComputedStyle(part(el, 'retry')!);
        expect(outlineStyle).to.not.equal('none');
        expect(contrast(outlineColor, system('Canvas'))).to.be.at.least(3);
        expect(getComputedStyle(part(el, 'newtab')!).outlineStyle).to.equal('none');
      });
    });
  }

  it('are none while none are wished: the spinner has its accent', async () => {
    await emulate('light', 'none');
    const el = await mount({partnerUrl: `${partner}/hang`});
    await reaches(el, 'loading');
    await settled(el);
    const spinner = getComputedStyle(el.shadowRoot!.querySelector('.spinner')!);
    expect(spinner.borderRightColor).to.equal('rgb(47, 74, 208)');
  });
});
