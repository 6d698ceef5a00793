import {toResponse, type Answer} from './answer.js';
import {impersonate} from './impersonate.js';

/** A `Response` that is mostly only passed on: it becomes genuine at the first look at its body. */
class LightResponse {
  readonly #answer: Answer;
  #genuine: Response | undefined;

  constructor(answer: Answer) {
    this.#answer = answer;
  }

  get status(): number {
    return this.#answer.status;
  }
  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }
  get headers(): Headers {
    return this.genuine().headers;
  }
  genuine(): Response {
    return (this.#genuine ??= toResponse(this.#answer));
  }
  /** The answer as it was made, as long as nobody can have changed it. */
  untouched(): Answer | undefined {
    return this.#genuine ? undefined : this.#answer;
  }
}

export function lightResponse(answer: Answer): Response {
  impersonate(LightResponse.prototype, Response.prototype);
  return new LightResponse(answer) as unknown as Response;
}

/** What can be written without reading the response's stream. */
export const untouched = (response: Response): Answer | undefined =>
  response instanceof LightResponse ? response.untouched() : undefined;
