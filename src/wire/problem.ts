import {looseObject, number, optional, safeParse, string, type infer as Infer} from 'zod/mini';

/** The media type of RFC 9457. */
export const PROBLEM_JSON = 'application/problem+json';

const Problem = looseObject({
  type: optional(string()),
  title: optional(string()),
  status: optional(number()),
  detail: optional(string()),
  /** Ours, an extension member: stable, for programs. */
  code: optional(string()),
});

/** Problem details (RFC 9457). */
export type Problem = Infer<typeof Problem>;

/** Reads problem details; `null` if the body is no such object. */
export function readProblem(body: unknown): Problem | null {
  return safeParse(Problem, body).data ?? null;
}
