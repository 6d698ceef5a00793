/** The looks that all pages of the sandbox share: colours of both themes, type, buttons, the badge. */
export const baseCss = `
:root {
  color-scheme: light;
  --ground: #f4f6f8; --card: #ffffff; --ink: #10202f; --soft: #5a6b7b; --line: #e1e7ec;
  --accent: #0b6b6f; --accent-press: #08565a; --on-accent: #ffffff; --wash: #e7f3f2;
  --amber: #fff1d0; --amber-ink: #7a4b00; --bad: #b3261e; --shadow: 0 1px 2px #10202f0d, 0 6px 20px #10202f0f;
}
[data-theme='dark'] {
  color-scheme: dark;
  --ground: #0d151d; --card: #16212c; --ink: #e9f0f5; --soft: #9db0c0; --line: #263543;
  --accent: #4fc4bf; --accent-press: #74d5d0; --on-accent: #06201f; --wash: #16323a;
  --amber: #3b2d10; --amber-ink: #ffd27a; --bad: #ffb4ab; --shadow: 0 1px 2px #0006;
}
* { box-sizing: border-box; margin: 0; }
[hidden] { display: none !important; }
html, body { height: 100%; }
body {
  display: flex; flex-direction: column; min-height: 100%; background: var(--ground); color: var(--ink);
  font: 15px/1.45 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; -webkit-font-smoothing: antialiased;
}
header { display: flex; align-items: center; gap: 8px; padding: 14px 16px 10px; }
header svg { width: 22px; height: 22px; color: var(--accent); flex: none; }
header strong { font-size: 15px; letter-spacing: -0.01em; }
.badge {
  margin-inline-start: auto; padding: 3px 9px; border-radius: 99px; background: var(--amber); color: var(--amber-ink);
  font-size: 11px; font-weight: 700; letter-spacing: 0.08em;
}
main { flex: 1; min-height: 0; display: flex; flex-direction: column; overflow: auto; padding: 4px 16px 12px; }
footer {
  display: flex; align-items: center; gap: 8px; padding: 9px 16px; border-top: 1px solid var(--line);
  color: var(--soft); font-size: 12px;
}
footer .quiet { margin-inline-start: auto; }
h1 { font-size: 20px; line-height: 1.25; letter-spacing: -0.02em; font-weight: 650; outline: none; text-wrap: balance; }
p { color: var(--soft); }
button, input { font: inherit; color: inherit; }
button { cursor: pointer; border: 0; background: none; border-radius: 10px; }
button:disabled { cursor: default; opacity: 0.45; }
.primary {
  width: 100%; min-height: 46px; padding: 10px 16px; background: var(--accent); color: var(--on-accent); font-weight: 600;
  border-radius: 12px; transition: background-color 120ms;
}
.primary:hover { background: var(--accent-press); }
.plain { width: 100%; min-height: 40px; color: var(--soft); font-weight: 550; }
.plain:hover { color: var(--ink); }
.quiet { padding: 3px 6px; color: var(--soft); text-decoration: underline; text-underline-offset: 3px; text-decoration-color: var(--line); }
.quiet:hover { color: var(--ink); text-decoration-color: currentColor; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media (prefers-reduced-motion: reduce) { *, ::before, ::after { animation: none !important; transition: none !important; } }
`;

/** What only the payment page needs. */
export const paymentCss = `
section { flex: 1; display: flex; flex-direction: column; gap: 12px; }
section .foot { margin-top: auto; padding-top: 4px; }
.card { background: var(--card); border-radius: 16px; box-shadow: var(--shadow); }
.amount { padding: 16px; }
.amount label { display: block; color: var(--soft); font-size: 13px; }
.amount .field { display: flex; align-items: baseline; gap: 4px; margin-top: 2px; font-size: 38px; font-weight: 650; letter-spacing: -0.03em; }
.amount .field span { color: var(--soft); font-weight: 500; }
.amount input { width: 100%; min-width: 0; border: 0; padding: 0; background: none; outline: none; font-weight: inherit; letter-spacing: inherit; font-variant-numeric: tabular-nums; }
.amount:focus-within { box-shadow: var(--shadow), 0 0 0 2px var(--accent); }
.hint { min-height: 20px; margin-top: 4px; font-size: 13px; }
.hint.bad { color: var(--bad); }
dl { padding: 4px 16px; }
dl div { display: flex; align-items: center; gap: 12px; min-height: 42px; border-top: 1px solid var(--line); }
dl div:first-child { border-top: 0; }
dt { color: var(--soft); font-size: 13px; white-space: nowrap; }
dd { margin-inline-start: auto; min-width: 0; display: flex; align-items: center; gap: 6px; font-weight: 550; font-size: 14px; font-variant-numeric: tabular-nums; text-align: end; }
dd .clip { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.copy { flex: none; padding: 4px 9px; border-radius: 8px; background: var(--wash); color: var(--accent); font-size: 12px; font-weight: 600; }
.exact { padding: 14px 16px; text-align: center; }
.exact b { display: block; font-size: 32px; line-height: 1.2; letter-spacing: -0.03em; font-weight: 650; font-variant-numeric: tabular-nums; }
.exact small { display: block; color: var(--soft); font-size: 13px; }
.time { display: flex; align-items: center; gap: 10px; }
.time h1 { margin-inline-end: auto; }
.clock { padding: 4px 10px; border-radius: 99px; background: var(--wash); color: var(--accent); font-weight: 650; font-size: 14px; font-variant-numeric: tabular-nums; }
.bar { height: 4px; border-radius: 4px; background: var(--line); overflow: hidden; }
.bar i { display: block; height: 100%; width: 100%; background: var(--accent); transform-origin: 0 50%; transform: scaleX(var(--left, 1)); }
.note { font-size: 13px; }
.middle { justify-content: center; text-align: center; align-items: center; gap: 10px; }
.middle .foot { width: 100%; }
.middle .top { margin-top: auto; }
.middle p { text-wrap: balance; }
.mark { display: grid; place-items: center; width: 72px; height: 72px; border-radius: 50%; background: var(--wash); color: var(--accent); }
.mark svg { width: 34px; height: 34px; }
.mark.good svg path { stroke-dasharray: 30; animation: draw 420ms 120ms ease-out both; }
@keyframes draw { from { stroke-dashoffset: 30; } }
.spin { width: 40px; height: 40px; border-radius: 50%; border: 3px solid var(--line); border-top-color: var(--accent); animation: spin 900ms linear infinite; }
@keyframes spin { to { rotate: 1turn; } }
.fact { padding: 10px 14px; width: 100%; font-size: 13px; }
dialog {
  width: 100%; max-width: none; max-height: 88%; margin: auto 0 0; padding: 0 16px 16px; border: 0; overflow: auto;
  border-radius: 18px 18px 0 0; background: var(--card); color: var(--ink); box-shadow: 0 -8px 40px #0003;
}
dialog::backdrop { background: #07111a80; }
dialog h2 { position: sticky; top: 0; display: flex; align-items: center; padding: 14px 0 6px; background: var(--card); font-size: 15px; }
dialog h2 .quiet { margin-inline-start: auto; font-size: 13px; font-weight: 400; }
dialog p { margin: 0 0 10px; font-size: 12px; }
.sends { display: grid; grid-template-columns: 1fr 1fr; gap: 6px; }
.sends button {
  min-height: 44px; padding: 6px 8px; text-align: start; letter-spacing: -0.03em; border: 1px solid var(--line); border-radius: 9px; overflow-wrap: anywhere;
  font: 11px/1.35 ui-monospace, SFMono-Regular, Menlo, monospace;
}
.sends button:hover { border-color: var(--accent); background: var(--wash); }
.sends button span { display: block; color: var(--soft); }
pre {
  margin-top: 8px; padding: 8px 10px; height: 128px; overflow: auto; border-radius: 9px; background: var(--ground); color: var(--soft);
  font: 11px/1.45 ui-monospace, SFMono-Regular, Menlo, monospace; white-space: pre-wrap; overflow-wrap: anywhere;
}
`;
