import type {FakeFrame} from './fake-frames.js';
import type {Model} from './model.js';
import {STARTS_OVER, type Step} from './steps.js';

const MINUTE = 60_000;
/** A token's life is counted from when it was asked for, which is early by as much as the slowest answer takes. */
const SLACK = 6000;
/** With `Math.random() >= ½`, the first pause after a failure, and half of what is left of a token. */
const SHORTEST_PAUSE = 480;

/** Watches a model, and throws upon the first thing that must never be. */
export class Invariants {
  readonly #model: Model;
  readonly #url: string;
  /** A clock is wrong and nothing on the page can tell: a function's answer has no `Date`. Only the first laws hold then. */
  blind = false;
  #step: Step = ['again'];
  #broken: string | null = null;
  /** A clock that was set forward cannot be told from a sleep until a `Date` comes. */
  #sets = 0;
  #settled = 0;
  /** True time since when the backend gives what it should, and when it last gave what no retry can mend. */
  #well = 0;
  #hopeless = -Infinity;
  /** True time since when somebody looks, the page is online and the machine awake. */
  #since = Infinity;
  /** When a token with this end was first in hand, and how many requests had been made by then. */
  readonly #first = new Map<number, {readonly at: number; readonly asked: number}>();

  constructor(model: Model) {
    this.#model = model;
    this.#url = model.urls[0] as string;
    const answer = model.backend.answer;
    model.backend.answer = (asked) => {
      const users = model.elements.filter((_, index) => model.urls[index] === asked.url);
      if (!users.some(({isConnected}) => isConnected)) this.#break('a request after removal');
      const mute = /reset|hang|halfOpen/.test(model.mode) || !model.page.onLine || model.react;
      if (mute) this.blind ||= this.#doubtful;
      if (/denied|portal/.test(model.mode)) this.#hopeless = model.clock.truth;
      const reply = answer(asked);
      // A server can speak only of what there was when it was asked.
      const sets = this.#sets;
      if (!mute)
        void Promise.resolve(reply).then(() => (this.#settled = asked.init.signal?.aborted ? this.#settled : sets));
      return reply;
    };
    model.frames.removing = (frame) => this.#removing(frame);
    for (const element of model.elements)
      element.addEventListener('phoenix-token', ({detail}) => {
        const end = detail.expiresAt.getTime();
        if (!this.#first.has(end)) this.#first.set(end, {at: model.clock.truth, asked: model.backend.asked.length});
      });
    model.element.addEventListener('phoenix-statechange', () => this.#seen());
  }

  /** What is about to happen, and what it excuses. */
  before(step: Step): void {
    this.#step = step;
    if (step[0] === 'answers')
      this.#well = step[1] === 'fresh' ? Math.min(this.#well, this.#model.clock.truth) : Infinity;
    if (step[0] === 'set') {
      if (this.#model.react) this.blind = true;
      if (step[1] > 0) this.#sets++;
    }
  }

  /** Right after a deed, before its consequences. */
  during(): void {
    const {backend, elements, urls} = this.#model;
    for (const url of new Set(urls)) {
      const left = elements.every(({isConnected}, index) => !isConnected || urls[index] !== url);
      if (left && backend.open.get(url)) this.#break('a request that goes on after removal');
    }
  }

  after(wasReady: boolean, asked: number): void {
    const {backend, clock, page, element, frame} = this.#model;
    const [name, much] = this.#step;
    if (backend.most > 1) this.#break('two requests in flight for one key');
    this.#seen();
    const alive = frame && this.#model.end(frame) > clock.server + SLACK && !this.blind;
    if (wasReady && alive && element.state !== 'ready' && !this.#excuses) this.#break('a frame lost that was of use');
    if (name === 'pass') this.#rate(asked, much);
    if (!page.visible || !page.onLine || !element.isConnected) this.#since = Infinity;
    else if (this.#since === Infinity || name !== 'pass') this.#since = Math.min(this.#since, clock.truth);
    if (/sleep|doze|freeze|insert/.test(name)) this.#since = clock.truth;
    this.#inTime();
    if (this.#broken) throw new Error(`${this.#broken}, upon ${JSON.stringify(this.#step)}`);
  }

  /** Once all have left. */
  end(): void {
    const {clock, frames, backend} = this.#model;
    if (clock.timers) this.#break(`${clock.timers} timers left`);
    if (frames.listeners) this.#break('a listener left');
    if ([...backend.open.values()].some(Boolean)) this.#break('a request left');
    if (this.#broken) throw new Error(this.#broken);
  }

  get #doubtful(): boolean {
    return this.#sets > this.#settled;
  }

  get #excuses(): boolean {
    return STARTS_OVER.includes(this.#step[0]);
  }

  #break(what: string): void {
    this.#broken ??= what;
  }

  /** An error shows only when nothing usable is left. */
  #seen(): void {
    const {element, clock} = this.#model;
    if (element.state !== 'error' || !element.error?.code.startsWith('token') || this.blind) return;
    if ((element.expiresAt?.getTime() ?? 0) > clock.server + SLACK) this.#break('an error, with a token in hand');
  }

  #removing(frame: FakeFrame): void {
    const {clock} = this.#model;
    if (this.#excuses || frame.inert || !frame.loaded) return;
    const focused = (frame.getRootNode() as ShadowRoot).activeElement === frame;
    const open = clock.truth - frame.ordered < 25 * MINUTE - SLACK;
    if (focused) this.#break('a frame taken from under the payer');
    if (open && !frame.over && !this.blind) this.#break('a frame taken away with an open order');
    if (frame.over) this.#break('a finished payment taken away');
    if (frame.used && this.#model.end(frame) > clock.server + SLACK && !this.blind)
      this.#break('a frame in use replaced while its token lives');
  }

  /** Nothing but time has passed: the pauses of the policy hold. */
  #rate(before: number, ms: number): void {
    const at = this.#model.backend.asked.filter(({url}) => url === this.#url).map((asked) => asked.at);
    const now = at.slice(before);
    for (const [index, each] of now.slice(1).entries())
      if (each - (now[index] as number) < SHORTEST_PAUSE)
        this.#break(`two requests within ${each - (now[index] ?? 0)} ms`);
    if (now.length > 12 + ms / 3900) this.#break(`${now.length} requests in ${ms / 1000} s`);
  }

  /** Who looks, online and awake, has asked for the next token before the end, or a nap after having woken up. */
  #inTime(): void {
    const {element, clock, backend} = this.#model;
    const end = element.expiresAt?.getTime();
    if (end === undefined || this.blind || this.#doubtful || end > clock.server) return;
    const ended = clock.truth - (clock.server - end);
    const first = this.#first.get(end);
    const woken = Math.max(this.#since + MINUTE, first?.at ?? Infinity) + SLACK;
    if (clock.truth <= woken) return;
    const since = backend.asked.slice(first?.asked);
    if (!since.some(({url, at}) => url === this.#url && at < Math.max(ended, woken)))
      this.#break('a token that ended without another asked for');
    const had = Math.max(this.#since, this.#well, first?.at ?? Infinity) + MINUTE + SLACK;
    if (ended > had && this.#hopeless < (first?.at ?? 0))
      this.#break('a token that ended though the next was to be had');
  }
}
