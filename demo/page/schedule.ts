/** When a token came and ends, on the server's clock in ms, and the window in which the next one is asked for. */
export interface Schedule {
  readonly came: number;
  readonly ends: number;
  readonly from: number;
  readonly until: number;
}

/**
 * The element asks at a random moment between 4 and 1 margins before the end; a margin is 5 % of what was left at most.
 * After the same token again it asks when half of the rest has gone.
 */
export function scheduleOf(came: number, ends: number, margin: number, changed: boolean): Schedule {
  const left = ends - came;
  const step = Math.min(margin, left / 20);
  const half = came + Math.max(1000, left / 2);
  return {came, ends, from: changed ? ends - 4 * step : half, until: changed ? ends - step : half};
}
