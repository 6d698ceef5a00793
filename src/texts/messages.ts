import type {ReactiveElement} from 'lit';
import type {PhoenixPaymentErrorCode} from '../errors.js';
import {english} from './english.js';

export type Words = typeof english;

/** Texts of the element's own UI. An error may be worded by its code; else the words for its kind serve. */
export type Messages = Words & Partial<Record<PhoenixPaymentErrorCode, string>>;

/** What the payer can do about an error is the same for several codes. */
const KINDS: readonly (readonly [RegExp, keyof Words])[] = [
  [/invalid/, 'setup'],
  [/blocked/, 'blocked'],
  [/unauth/, 'denied'],
  [/timeout/, 'slow'],
  [/network|reach/, 'offline'],
  [/limited|server/, 'busy'],
  [/./, 'failed'],
];

/** The payer's words for an error. */
export function errorText(code: PhoenixPaymentErrorCode, messages: Messages): string {
  const [, kind] = KINDS.find(([pattern]) => pattern.test(code)) as (typeof KINDS)[number];
  return messages[code] ?? messages[kind];
}

let translations: Readonly<Record<string, Partial<Words>>> | undefined;
let coming: Promise<void> | undefined;

/**
 * The words of the nearest `lang`: English at once, and where another language is wanted, that as soon as its file has come
 * (the element is updated then). Without the file it stays English.
 */
export function wordsFor(element: ReactiveElement): Words {
  const [language] = nearestLang(element).toLowerCase().split('-');
  if (!language || language === 'en') return english;
  if (!translations) {
    coming ??= import('./translations.js').then(
      (module) => void (translations = module.translations),
      () => void (translations = {}),
    );
    void coming.then(() => element.requestUpdate());
  }
  return {...english, ...translations?.[language]};
}

function nearestLang(start: Element): string {
  for (let element: Element | undefined = start; element; element = (element.getRootNode() as ShadowRoot).host) {
    const found = element.closest('[lang]');
    if (found) return found.getAttribute('lang') ?? '';
  }
  return '';
}
