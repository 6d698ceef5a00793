import {escapeHtml, framed, type Theme} from './frame.js';

const css = `
main { justify-content: center; align-items: center; text-align: center; gap: 8px; padding: 24px; }
.code { font-size: 13px; font-weight: 650; letter-spacing: 0.08em; color: var(--bad); }
p { max-width: 32ch; }
`;

/** What the partner shows for a request that it does not accept. */
export function errorPage(nonce: string, theme: Theme, status: number, text: string): string {
  const main = `<div class="code" data-testid="error-status">${status}</div>
<h1>This payment cannot be shown</h1><p data-testid="error-text">${escapeHtml(text)}</p>`;
  return framed({nonce, theme, title: 'Error', css, main});
}

/** Where the sandbox's explorer link leads: nothing of it leaves the machine. */
export function explorerPage(nonce: string, theme: Theme): string {
  const main = `<h1 data-testid="explorer-page">This is where the explorer would be</h1>
<p>With the real service, this tab shows the transaction on Base. The sandbox made none.</p>`;
  return framed({nonce, theme, title: 'Explorer', css, main});
}
