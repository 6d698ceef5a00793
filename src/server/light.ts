import type {Answer} from './answer.js';
import type {Asked} from './guard.js';

/** What the node adapter's light requests carry, so that `handler` need build neither `Headers` nor a body stream. */
export interface Light {
  readonly asked: Asked;
  readonly respond: (answer: Answer) => Response;
}

export const LIGHT = Symbol('phoenix-payment.light');

export const lightOf = (request: Request & {readonly [LIGHT]?: Light}): Light | undefined => request[LIGHT];
