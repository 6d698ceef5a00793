import type {InlineConfig, Plugin} from 'vite';

/** What is changed in lit by its files: this is its build for browsers. */
const FITTED: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>> = {
  'reactive-element': [
    // What a server imports must not ask for a browser's globals.
    ['extends HTMLElement', 'extends(globalThis.HTMLElement??Object)'],
    // Every browser that is served has shadow trees and adopts style sheets: nothing is needed in their place.
    ['a.reactiveElementPolyfillSupport', 'void 0'],
  ],
  'css-tag': [
    [
      't.ShadowRoot&&(void 0===t.ShadyCSS||t.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype',
      '!0',
    ],
  ],
};

/** lit as the one file takes it: its build for browsers, fitted to them. */
export const fitted: Plugin = {
  name: 'fitted',
  transform: (code, id) => {
    const [, file = ''] = /@lit\/reactive-element\/([\w-]+)\.js$/.exec(id) ?? [];
    return FITTED[file]?.reduce((fitting, [from, to]) => {
      if (!fitting.includes(from)) throw new Error(`${id}: no ${from}`);
      return fitting.replace(from, to);
    }, code);
  },
};

const at = (path: string): string => new URL(`../${path}`, import.meta.url).pathname;

/** `lit` is its element without the templates, which are not used. */
export const litOnly: NonNullable<InlineConfig['resolve']> = {
  alias: {lit: at('node_modules/@lit/reactive-element/reactive-element.js')},
};
