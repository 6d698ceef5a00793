import {css} from 'lit';

export const styles = css`
  :host {
    --_ink: var(--phoenix-payment-color, light-dark(#16181d, #eef0f4));
    --_paper: var(--phoenix-payment-background, light-dark(#fff, #16181d));
    --_quiet: var(--phoenix-payment-muted, light-dark(#5b6270, #a4abb8));
    --_line: var(--phoenix-payment-border, light-dark(#dfe2e8, #343944));
    --_accent: var(--phoenix-payment-accent, light-dark(#2f4ad0, #a9b8ff));
    --_on-accent: var(--phoenix-payment-on-accent, light-dark(#fff, #10131c));
    --_radius: var(--phoenix-payment-radius, 12px);
    display: block;
    width: var(--phoenix-payment-width, 350px);
    max-width: 100%;
    font: 400 1rem/1.45 var(--phoenix-payment-font, system-ui, sans-serif);
  }
  :host([hidden]) {
    display: none;
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
  :host([mode='dialog']) {
    display: contents;
  }
  .box {
    box-sizing: border-box;
    position: relative;
    height: var(--phoenix-payment-height, 600px);
    color: var(--_ink);
    border-radius: var(--_radius);
  }
  iframe,
  [part='status'] {
    position: absolute;
    inset: 0;
    box-sizing: border-box;
    width: 100%;
    height: 100%;
    border: 0;
    border-radius: inherit;
  }
  iframe[inert] {
    z-index: -1;
    opacity: 0;
  }
  .box {
    z-index: 0;
  }
  [part='status'] {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 1rem;
    overflow: auto;
    padding: 1.5rem;
    text-align: center;
    background: var(--_paper);
    border: 1px solid var(--_line);
  }
  [hidden] {
    display: none !important;
  }
  p {
    margin: 0;
    max-width: 30ch;
    color: var(--_quiet);
    text-wrap: balance;
  }
  .spinner {
    width: 2rem;
    height: 2rem;
    border: 3px solid var(--_line);
    border-block-start-color: var(--_accent);
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spinner {
      animation-duration: 6s;
    }
  }
  button {
    font: inherit;
    min-height: 2.75rem;
    padding: 0 1.25rem;
    color: var(--_on-accent);
    background: var(--_accent);
    border: 1px solid transparent;
    border-radius: calc(var(--_radius) / 1.5);
    cursor: pointer;
  }
  button.plain {
    color: var(--_accent);
    background: none;
    border-color: currentColor;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  dialog {
    width: var(--phoenix-payment-width, 350px);
    max-width: 100%;
    max-height: 100%;
    padding: 0;
    overflow: visible;
    border: 0;
    border-radius: var(--_radius);
    background: none;
  }
  dialog::backdrop {
    background: var(--phoenix-payment-backdrop, #000b);
  }
  [part='close'] {
    position: absolute;
    z-index: 1;
    inset-block-start: -1rem;
    inset-inline-end: -1rem;
    width: 2.75rem;
    padding: 0;
    border-radius: 50%;
    color: var(--_ink);
    background: var(--_paper);
    border-color: var(--_line);
  }
  @media (max-width: 430px), (max-height: 640px) {
    dialog,
    dialog .box {
      width: 100vw;
      height: 100dvh;
      border-radius: 0;
    }
    [part='close'] {
      inset-block-start: 0.25rem;
      inset-inline-end: 0.25rem;
    }
  }
`;
