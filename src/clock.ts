/*
 * The page's time, and its only timer.
 *
 * Neither clock of a browser is right alone. `Date` jumps when somebody sets it; `performance.now()` may stand still while
 * the machine sleeps. So: the monotonic clock counts, and where the wall clock has run ahead of it, the machine is taken to
 * have slept. The wall clock running ahead may also be somebody setting it, which looks the same from in here; that time is
 * kept as a doubt until a server's clock settles it (`settleDoubt`). A wall clock set back changes nothing.
 */

/** Wake up at least so often, in ms: opening a laptop's lid fires no event, and a timer counts no sleep. */
const LONGEST_NAP = 60_000;
/** Two clocks that differ by less, in ms, agree. */
const AGREE = 1000;

let ahead: number | undefined;
let slept = 0;
let doubted = 0;
let undone = 0;

/** Milliseconds of page time, sleep included. Only differences mean something. */
export function now(): number {
  const ticks = performance.now();
  const gap = Date.now() - ticks;
  const jump = gap - (ahead ??= gap);
  if (Math.abs(jump) > AGREE) {
    ahead = gap;
    if (jump > 0) {
      slept += jump;
      doubted += jump;
    }
  }
  return ticks + slept;
}

/** Whether `at` has come. With `surely`, time that may be no more than a clock set forward does not count. */
export const passed = (at: number, surely = false): boolean => now() - (surely ? doubted : 0) >= at;

/** An instant, with what there was of doubt in it. */
export interface Moment {
  readonly at: number;
  readonly doubt: number;
  readonly undone: number;
}

export const moment = (): Moment => ({at: now(), doubt: doubted, undone});

/** When it was, as far as doubt has been settled since. */
export const corrected = ({at, doubt, undone: then}: Moment): number => at - Math.min(doubt, undone - then);

/**
 * A server says that `excess` ms of what was counted never passed: as much of the doubt is undone, the rest of it was sleep.
 * `doubt` is as much as the server can speak of: what there was when it was asked.
 */
export function settleDoubt(excess: number, doubt = doubted): void {
  const settled = Math.min(doubt, doubted);
  const gone = excess > 2 * AGREE ? Math.min(excess, settled) : 0;
  slept -= gone;
  undone += gone;
  doubted -= settled;
}

/**
 * Calls `ring` once when page time `at` has come, however far away; returns the way to call it off. Where doubt is undone
 * meanwhile it rings as much earlier: a deadline is kept, and who waits for an instant has to look again.
 */
export function alarm(at: number, ring: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const set = moment();
  const left = (): number => at - set.at + corrected(set) - now();
  const nap = (): void => {
    timer = setTimeout(() => (left() > 0 ? nap() : ring()), Math.min(Math.max(left(), 0), LONGEST_NAP));
  };
  nap();
  return () => clearTimeout(timer);
}
