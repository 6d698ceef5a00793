import {baseCss} from './css.js';

export type Theme = 'light' | 'dark';

export interface PageParts {
  readonly nonce: string;
  readonly title: string;
  readonly theme: Theme;
  readonly css?: string;
  readonly main: string;
  readonly footer?: string;
  readonly after?: string;
}

/** What every page of the sandbox has around it: the name, the badge, the plain words at the foot. */
export function framed({nonce, title, theme, css = '', main, footer = '', after = ''}: PageParts): string {
  return `<!doctype html>
<html lang="en" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Sandbox</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${baseCss}${css}</style>
</head>
<body>
<header>
  <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M4 9h14l-4-4M20 15H6l4 4"/></svg>
  <strong>USD to USDC</strong>
  <span class="badge" data-testid="sandbox-badge">SANDBOX</span>
</header>
<main>${main}</main>
<footer><span>Sandbox: no money moves.</span>${footer}</footer>
${after}
</body>
</html>`;
}

/** Text made safe for HTML, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
