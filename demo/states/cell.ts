import type {PhoenixPayment} from '../../src/index.js';
import {make} from '../../src/dom.js';
import type {Cause} from './causes.js';

export const THEMES = ['light', 'dark'] as const;
export const DIRS = ['ltr', 'rtl'] as const;

/** How a state is shown. */
export interface Look {
  readonly theme: (typeof THEMES)[number];
  readonly dir: (typeof DIRS)[number];
}

/** An element that is, or soon will be, in the state. Right to left comes with a language that is written so. */
export function elementFor({prepare, act}: Cause, {theme, dir}: Look): PhoenixPayment {
  const element = document.createElement('phoenix-payment');
  const given = {
    'wallet-address': '0x52908400098527886E0F7030069857D2E4169EE7',
    amount: '100',
    'token-endpoint': '/api/token',
    'partner-url': document.body.dataset['partnerUrl'] ?? '',
    theme,
    dir,
    lang: dir === 'rtl' ? 'ar' : 'en',
  };
  for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
  prepare?.(element);
  if (act) element.addEventListener('phoenix-ready', () => act(element), {once: true});
  return element;
}

/** The same for a state that fills its document, in a document of its own. */
export function documentFor(cause: Cause, look: Look): HTMLIFrameElement {
  const query = new URLSearchParams({state: cause.name, ...look});
  const title = `${cause.name}, ${look.theme}, ${look.dir}`;
  return make('iframe', {className: 'document', src: `/demo/bare.html?${query.toString()}`, title, tabIndex: -1});
}
