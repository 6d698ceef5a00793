import {PROBLEM_JSON, type Problem} from '../wire/problem.js';

/** An HTTP answer before it becomes a `Response` or goes out through `node:http`. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What every answer says: for this caller only, never to be stored, never to be taken for anything but what it is. */
export const BASE_HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
} as const;

export function toResponse(answer: Answer): Response {
  return new Response(answer.body || null, {status: answer.status, headers: answer.headers});
}

/** Problem details (RFC 9457). `title` and `detail` are for the integrator; they say nothing of upstream. */
export function problemAnswer(
  problem: Problem & {status: number; code: string},
  headers: Readonly<Record<string, string>>,
): Answer {
  return {
    status: problem.status,
    headers: {...headers, 'content-type': PROBLEM_JSON},
    body: JSON.stringify({type: 'about:blank', ...problem}),
  };
}

/** A `Response` of the user's own, under the house rules for headers. */
export function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  const all = new Headers(response.headers);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  return new Response(response.body, {status: response.status, statusText: response.statusText, headers: all});
}
