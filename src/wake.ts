import {hub} from './hub.js';

/** Begins or ends to tell whenever the page may have missed time, or come or gone: shown, hidden, restored, resumed, online. */
export const onWake = hub((on, tell) => {
  for (const type of ['pageshow', 'online']) globalThis[on](type, tell);
  for (const type of ['visibilitychange', 'resume']) document[on](type, tell);
});
