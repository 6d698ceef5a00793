/** Calls `woken` whenever the page may have missed time, or come or gone: shown, hidden, restored, resumed, online. */
export function onWake(woken: (event: Event) => void, signal: AbortSignal): void {
  for (const type of ['pageshow', 'online']) addEventListener(type, woken, {signal});
  for (const type of ['visibilitychange', 'resume']) document.addEventListener(type, woken, {signal});
}
