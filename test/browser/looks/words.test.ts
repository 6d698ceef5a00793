import {expect} from '@open-wc/testing';
import {backend, box, iframeOf, mount, part, reaches, ready, said, settled, until} from '../../support/mount.js';
import {consoleErrors} from '../../support/stubs.js';
import type {PhoenixPaymentErrorCode} from '../../../src/element.js';
import {english} from '../../../src/texts/english.js';
import {errorText} from '../../../src/texts/messages.js';
import {translations} from '../../../src/texts/translations.js';

const endpoint = backend();
beforeEach(() => void consoleErrors());

const RETRY: Record<string, string> = {
  es: 'Reintentar',
  pt: 'Tentar de novo',
  fr: 'Réessayer',
  de: 'Noch einmal versuchen',
  ar: 'إعادة المحاولة',
};

/** An element that has failed, in a language. */
async function failed(lang: string | null, parent: HTMLElement = box()) {
  endpoint.answer('500');
  if (lang !== null) parent.lang = lang;
  const el = await mount({}, parent);
  await reaches(el, 'error');
  return el;
}

describe('the words', () => {
  for (const [lang, retry] of Object.entries(RETRY))
    it(`are in ${lang}, with or without a region`, async () => {
      for (const tag of [lang, `${lang.toUpperCase()}-x-Region`]) {
        const el = await failed(tag);
        await until(() => part(el, 'retry')?.textContent === retry);
        el.remove();
      }
    });

  for (const lang of [null, 'en', 'en-GB', 'xx', 'zh-Hant', '', 'constructor'])
    it(`are English for ${JSON.stringify(lang)}`, async () => {
      const el = await failed(lang);
      await settled(el);
      expect(part(el, 'retry')?.textContent).to.equal('Try again');
    });

  it('are those of the nearest `lang`, its own before all', async () => {
    const outer = box();
    outer.lang = 'fr';
    const inner = outer.appendChild(document.createElement('div'));
    inner.lang = 'de';
    const el = await failed(null, inner);
    await until(() => part(el, 'retry')?.textContent === RETRY['de']);
    el.lang = 'es';
    el.reload();
    await until(() => part(el, 'retry')?.textContent === RETRY['es']);
  });

  it('are those of the host’s language within shadow roots', async () => {
    const host = box();
    host.lang = 'fr';
    const middle = host.attachShadow({mode: 'open'}).appendChild(document.createElement('div'));
    const inner = middle.attachShadow({mode: 'open'}).appendChild(document.createElement('div'));
    const el = await failed(null, inner);
    await until(() => part(el, 'retry')?.textContent === RETRY['fr']);
  });

  it('name the frame and the dialog', async () => {
    const parent = box();
    parent.lang = 'de';
    const el = await ready({}, parent);
    await until(() => iframeOf(el)?.title === 'Phoenix-Zahlung');
    el.mode = 'dialog';
    el.show();
    await until(() => part(el, 'dialog')?.getAttribute('aria-label') === 'Phoenix-Zahlung');
  });

  it('give way to `messages`, one by one and by an error’s code, and to `label`', async () => {
    const el = await failed('de');
    el.messages = {retry: 'Nochmal!', 'token-server': 'Kiosk ist müde.', label: 'Kasse'};
    await until(() => part(el, 'retry')?.textContent === 'Nochmal!');
    expect(part(el, 'message')?.textContent).to.equal('Kiosk ist müde.');
    endpoint.answer('ok');
    el.reload();
    await el.updateComplete;
    await reaches(el, 'ready');
    expect(iframeOf(el)?.title).to.equal('Kasse');
    el.label = 'Bezahlen';
    await settled(el);
    expect(iframeOf(el)?.title).to.equal('Bezahlen');
    el.close();
    await until(() => said(el).includes('Diese Zahlung ist geschlossen.'));
  });

  it('are complete in every language, and no two languages share a sentence', () => {
    const names = Object.keys(english).sort();
    for (const [lang, words] of Object.entries(translations)) {
      expect(Object.keys(words).sort(), lang).to.deep.equal(names);
      for (const [name, text] of Object.entries(words)) {
        expect(text.trim() || 'nothing', `${lang} ${name}`).to.equal(text);
        expect(text, `${lang} ${name}`).to.not.equal(english[name as keyof typeof english]);
      }
    }
  });

  it('say to the payer what to do, for every code', () => {
    const kinds: Record<PhoenixPaymentErrorCode, keyof typeof english> = {
      'address-invalid': 'setup',
      'amount-invalid': 'setup',
      'endpoint-invalid': 'setup',
      'partner-url-invalid': 'setup',
      'token-network': 'offline',
      'token-timeout': 'slow',
      'token-unauthorized': 'denied',
      'token-rate-limited': 'busy',
      'token-rejected': 'failed',
      'token-server': 'busy',
      'token-malformed': 'failed',
      'token-expired': 'failed',
      'frame-blocked': 'blocked',
      'frame-unreachable': 'offline',
      'frame-timeout': 'slow',
    };
    for (const [code, kind] of Object.entries(kinds))
      expect(errorText(code as PhoenixPaymentErrorCode, english), code).to.equal(english[kind]);
  });
});
