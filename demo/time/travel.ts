/*
 * The page's clock and senses, bent before the element reads them: this module has to be loaded first. What is bent is
 * the page's own view only; the machine, the sandbox and the partner's page know nothing of it.
 */

let ahead = 0;
let offline = false;
let hidden = false;

/** The machine's clock, in ms since 1970. */
export const realNow = Date.now.bind(Date);
/** Goes through even while the page believes it is offline: for the demo's own controls. */
export const realFetch = fetch.bind(window);

const pageNow = (): number => realNow() + ahead;

globalThis.Date = new Proxy(Date, {
  construct: (target, args: unknown[]) => Reflect.construct(target, args.length ? args : [pageNow()]) as Date,
  get: (target, name) => (name === 'now' ? pageNow : (Reflect.get(target, name) as unknown)),
});

function bend<Value>(target: object, name: string, bent: (real: Value) => Value): void {
  const prototype = Object.getPrototypeOf(target) as object;
  Object.defineProperty(target, name, {
    configurable: true,
    get: () => bent(Reflect.get(prototype, name, target) as Value),
  });
}

bend<DocumentVisibilityState>(document, 'visibilityState', (real) => (hidden ? 'hidden' : real));
bend<boolean>(document, 'hidden', (real) => hidden || real);
bend<boolean>(navigator, 'onLine', (real) => !offline && real);
globalThis.fetch = (...request) =>
  offline ? Promise.reject(new TypeError('The page is offline (as the demo has it)')) : realFetch(...request);

const look = (): boolean => document.dispatchEvent(new Event('visibilitychange'));

/** How far the page's clock is ahead of the machine's, in ms. */
export const clockAhead = (): number => ahead;

/** Somebody sets the clock; monotonic time does not notice. The page is looked at again, so that nobody has to wait for it. */
export function moveClock(ms: number): void {
  ahead += ms;
  look();
}

/** The lid is closed and opened again: the wall clock has gone on, the monotonic clock has not. */
export function sleep(ms: number): void {
  const before = hidden;
  hide(true);
  ahead += ms;
  hide(before);
}

export function hide(now: boolean): void {
  hidden = now;
  look();
}

export function goOffline(now: boolean): void {
  offline = now;
  dispatchEvent(new Event(now ? 'offline' : 'online'));
}

export const senses = (): {offline: boolean; hidden: boolean} => ({offline, hidden});
