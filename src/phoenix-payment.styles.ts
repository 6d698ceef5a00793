import {unsafeCSS, type CSSResult} from 'lit';

/** As lit's own, less the checks of what would be put in: nothing is. */
const css = ([sheet]: TemplateStringsArray): CSSResult => unsafeCSS(sheet);

/** Every custom property stands here once, with its default. */
export const styles = css`
  :host {
    --ink: var(--phoenix-payment-color, light-dark(#1a1d24, #eceef3));
    --paper: var(--phoenix-payment-background, light-dark(#fff, #1a1d24));
    --line: var(--phoenix-payment-border, #8885);
    --accent: var(--phoenix-payment-accent, light-dark(#2f4ad0, #a9b8ff));
    --on-accent: var(--phoenix-payment-on-accent, var(--paper));
    --round: var(--phoenix-payment-radius, 12px);
    --width: var(--phoenix-payment-width, 350px);
    display: block;
    width: var(--width);
    max-width: 100%;
    font: 16px/1.5 var(--phoenix-payment-font, system-ui);
  }
  :host([hidden]) {
    display: none;
  }
  :host([mode='dialog']) {
    display: contents;
  }
  :host([theme]) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host([theme='auto']) {
    color-scheme: light dark;
  }
  :host,
  .box {
    height: var(--phoenix-payment-height, 600px);
  }
  .box {
    position: relative;
    isolation: isolate;
    border-radius: var(--round);
  }
  .box > *,
  iframe {
    position: absolute;
    inset: 0;
    box-sizing: border-box;
    width: 100%;
    height: 100%;
    border: 0;
    border-radius: inherit;
  }
  iframe[inert] {
    opacity: 0;
    z-index: -1;
  }
  .box > :empty {
    pointer-events: none;
  }
  .box > [part]:not(:empty, [hidden]) {
    display: grid;
    place-content: safe center;
    justify-items: center;
    gap: 16px;
    overflow: auto;
    padding: 24px;
    text-align: center;
    color: var(--ink);
    background: var(--paper);
    border: 1px solid var(--line);
  }
  p {
    margin: 0;
    max-width: 30ch;
  }
  .spinner {
    width: 32px;
    height: 32px;
    border: 3px solid var(--accent);
    border-top: 0;
    border-radius: 50%;
    animation: turn 1s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion) {
    .spinner {
      animation: none;
    }
  }
  button {
    font: inherit;
    min-height: 44px;
    min-width: 44px;
    padding: 0 20px;
    color: var(--on-accent);
    background: var(--accent);
    border: 1px solid var(--accent);
    border-radius: calc(var(--round) / 1.5);
  }
  button + button,
  [part='reopen'] {
    color: var(--accent);
    background: none;
  }
  dialog {
    box-sizing: border-box;
    width: var(--width);
    max-width: 100%;
    max-height: 100%;
    padding: 0;
    overflow: visible;
    border: 0;
    background: none;
  }
  dialog .box {
    outline: 1px solid #0000;
  }
  dialog::backdrop {
    background: var(--phoenix-payment-backdrop, #000b);
  }
  [part='close'] {
    position: absolute;
    z-index: 1;
    inset-block-start: -30px;
    inset-inline-end: -30px;
    padding: 0;
    color: var(--ink);
    background: var(--paper);
    border-color: var(--line);
    border-radius: 50%;
  }
  @media (max-width: 420px), (max-height: 660px) {
    dialog {
      width: 100%;
      height: 100%;
      padding-top: 48px;
      background: var(--paper);
    }
    dialog .box {
      height: 100%;
    }
    [part='close'] {
      inset-block-start: 2px;
      inset-inline-end: 2px;
    }
  }
`;
