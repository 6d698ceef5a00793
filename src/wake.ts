/** Begins or ends to tell whenever the page may have missed time, or come or gone: shown, hidden, restored, resumed, online. */
export function onWake(on: 'addEventListener' | 'removeEventListener', listener: EventListenerObject): void {
  for (const type of ['pageshow', 'online']) globalThis[on](type, listener);
  for (const type of ['visibilitychange', 'resume']) document[on](type, listener);
}
