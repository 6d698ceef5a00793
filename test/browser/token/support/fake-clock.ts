/** The microtasks that an answer and an update of the element go through; many times as many as they need. */
export async function flush(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) await null;
}

interface Timer {
  readonly at: number;
  readonly call: () => void;
}

/**
 * The two clocks of a browser and its timers, moved by hand. Unlike most such clocks this one can set the wall clock apart
 * from the monotonic one, which is what sleep and a clock that somebody sets come down to. Microtasks and frames are real.
 */
export class FakeClock {
  /** What `Date.now()` says. */
  wall: number;
  /** What `performance.now()` says. */
  ticks = 1000;
  /** Time that has really passed since the start, whatever the clocks say. */
  truth = 0;
  /** Timers fire only at multiples of this: how a browser throttles a page that nobody sees. */
  grain = 1;
  readonly #start: number;
  readonly #timers = new Map<number, Timer>();
  #ids = 1_000_000;
  #undo: (() => void)[] = [];

  /** `start`: the true time at the start, in ms since 1970. */
  constructor(start = Date.UTC(2027, 0, 4, 9)) {
    this.#start = this.wall = start;
  }

  /** What a right clock shows: the server's. */
  get server(): number {
    return this.#start + this.truth;
  }

  /** Timers that wait. */
  get timers(): number {
    return this.#timers.size;
  }

  install(): this {
    const replace = (target: object, key: string, value: unknown): void => {
      const real = Object.getOwnPropertyDescriptor(target, key);
      Object.defineProperty(target, key, {configurable: true, writable: true, value});
      this.#undo.push(() => (real ? Object.defineProperty(target, key, real) : Reflect.deleteProperty(target, key)));
    };
    replace(globalThis, 'setTimeout', (call: () => void, delay?: number) => this.#set(call, Number(delay)));
    replace(globalThis, 'clearTimeout', (id: number) => this.#timers.delete(id));
    replace(Date, 'now', () => this.wall);
    replace(performance, 'now', () => this.ticks);
    return this;
  }

  uninstall(): void {
    for (const back of this.#undo.splice(0)) back();
    this.#timers.clear();
  }

  /** Time passes, and each timer fires when it is due. */
  async pass(ms: number): Promise<void> {
    const end = this.ticks + ms;
    await flush();
    for (;;) {
      const [id, timer] = this.#next() ?? [];
      if (!timer || id === undefined || this.#due(timer) > end) break;
      this.#timers.delete(id);
      this.#go(Math.max(this.#due(timer), this.ticks));
      timer.call();
      await flush();
    }
    this.#go(end);
  }

  /** The machine sleeps: the wall clock goes on, the monotonic one and the timers stand still (or, on some systems, go on). */
  sleep(ms: number, ticking = false): void {
    this.wall += ms;
    this.truth += ms;
    if (ticking) this.ticks += ms;
  }

  /** The page is frozen or in the back/forward cache: both clocks go on, and the timers go on afterwards with what was left. */
  freeze(ms: number): void {
    const left = [...this.#timers].map(([id, {at, call}]) => [id, {at: at + ms, call}] as const);
    this.sleep(ms, true);
    for (const [id, timer] of left) this.#timers.set(id, timer);
  }

  /** Somebody sets the wall clock. */
  set(by: number): void {
    this.wall += by;
  }

  #set(call: () => void, delay: number): number {
    // As in a browser: what does not fit into 31 bits fires at once, and nothing fires early.
    this.#timers.set(++this.#ids, {at: this.ticks + Math.max(Math.ceil(delay) | 0, 0), call});
    return this.#ids;
  }

  #due({at}: Timer): number {
    return Math.ceil(at / this.grain) * this.grain;
  }

  #next(): [number, Timer] | undefined {
    let next: [number, Timer] | undefined;
    for (const entry of this.#timers) if (!next || entry[1].at < next[1].at) next = entry;
    return next;
  }

  #go(ticks: number): void {
    const ms = ticks - this.ticks;
    this.ticks = ticks;
    this.wall += ms;
    this.truth += ms;
  }
}
