import {hub} from '../hub.js';

/** Begins or ends to tell of messages to the page, whoever posted them. */
export const onMessage = hub((on, tell) => globalThis[on]('message', tell));
