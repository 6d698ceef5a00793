/** Exponential backoff with full jitter, in ms: base 1 s, cap 30 s. `attempt` counts failures in a row, from 1. */
export const backoff = (attempt: number, random = Math.random()): number =>
  random * Math.min(30_000, 1000 * 2 ** (attempt - 1));
