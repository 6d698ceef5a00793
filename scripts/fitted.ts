import type {InlineConfig, Plugin} from 'vite';

/** What is changed in lit by its files: this is its build for browsers. */
const FITTED: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>> = {
  'reactive-element': [
    // What a server imports must not ask for a browser's globals.
    ['extends HTMLElement', 'extends(globalThis.HTMLElement??Object)'],
    // Every browser that is served has shadow trees and adopts style sheets: nothing is needed in their place.
    ['a.reactiveElementPolyfillSupport', 'void 0'],
    // An attribute is text or a flag here, and none is code.
    ['case Object:case Array:t=null==t?t:JSON.stringify(t)', ''],
    ['case Object:case Array:try{i=JSON.parse(t)}catch(t){i=null}', ''],
    ['c=a.trustedTypes,l=c?c.emptyScript:""', 'l=""'],
    // An element at rest needs no map of its own for what has changed: 170 bytes.
    ['class y extends', 'const NONE=new Map;class y extends'],
    ['this._$AL=new Map', 'this._$AL=NONE'],
    ['this._$AL.set(', '(this._$AL===NONE?this._$AL=new Map:this._$AL).set('],
  ],
  'css-tag': [
    // The one sheet is no template's.
    [
      'let t=this.o;const s=this.t;if(e&&void 0===t){const e=void 0!==s&&1===s.length;e&&(t=o.get(s)),void 0===t&&((this.o=t=new CSSStyleSheet).replaceSync(this.cssText),e&&o.set(s,t))}return t',
      'return this.o||(this.o=new CSSStyleSheet).replaceSync(this.cssText),this.o',
    ],
    ['new n("string"==typeof t?t:t+"",void 0,s)', 'new n(t)'],
    [
      'if(this._$cssResult$=!0,o!==s)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=t,this.t=e',
      'this._$cssResult$=!0,this.cssText=t',
    ],
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
      return fitting.replaceAll(from, to);
    }, code);
  },
};

const at = (path: string): string => new URL(`../${path}`, import.meta.url).pathname;

/** `lit` is its element without the templates, which are not used. */
export const litOnly: NonNullable<InlineConfig['resolve']> = {
  alias: {lit: at('node_modules/@lit/reactive-element/reactive-element.js')},
};
