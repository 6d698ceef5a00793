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

export type Timer = ReturnType<typeof setTimeout>;

/** Calls `over` when the page has waited for `ms`, as its timers count: no answer comes while it sleeps. */
export const patience = (ms: number, over: () => void): Timer => setTimeout(over, Math.min(ms, 2 ** 31 - 1));

/** An instant at which to ring, once. */
export interface Alarm extends Moment {
  readonly ring: () => void;
}

/** One timer serves all alarms: `wakes` is when it fires, in ticks. */
const alarms = new Set<Alarm>();
let timer: Timer | undefined;
let wakes = Infinity;

const left = (set: Alarm): number => corrected(set) - now();

/** Sees to it that the timer fires in `wait` ms, or before. */
function nap(wait: number): void {
  const ticks = performance.now();
  wakes = Math.min(ticks + Math.min(wait, LONGEST_NAP), wakes);
  clearTimeout(timer);
  timer = setTimeout(wake, wakes - ticks);
}

function wake(): void {
  wakes = Infinity;
  try {
    for (const set of [...alarms]) if (left(set) <= 0 && alarms.delete(set)) set.ring();
  } finally {
    // What did not get its turn for an error is due at once.
    const wait = Math.min(...[...alarms].map(left));
    if (performance.now() + wait < wakes) nap(wait);
  }
}

/**
 * Calls `ring` once when page time `at` has come, however far away; `silence` calls it off. Where doubt is undone meanwhile it
 * rings as much earlier: a deadline is kept, and who waits for an instant has to look again.
 */
export function alarm(at: number, ring: () => void): Alarm {
  const set = {...moment(), at, ring};
  alarms.add(set);
  nap(left(set));
  return set;
}

/** Calls an alarm off. */
export function silence(set: Alarm | undefined): void {
  alarms.delete(set as Alarm);
  if (!alarms.size) clearTimeout(timer);
}
