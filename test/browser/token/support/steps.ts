import {array, constant, constantFrom, record, boolean, oneof, type Arbitrary} from 'fast-check';
import {ANSWERS, type AnswerName, type Model} from './model.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** One thing that happens. All but the passing of time may be a reason for a request. */
export type Step =
  | readonly ['pass' | 'sleep' | 'freeze', number]
  | readonly ['doze' | 'set', number]
  | readonly ['answers', AnswerName]
  | readonly ['post', string]
  | readonly [Deed];

const DEEDS = {
  focus: ({frame, frames}) => frame && frames.focus(frame),
  blur: ({frame, frames}) => frame && frames.blur(frame),
  remove: ({element}) => element.remove(),
  insert: ({element}) => element.isConnected || document.body.append(element),
  append: ({element}) => element.isConnected && document.body.append(element),
  reinsert: ({element}) => {
    if (!element.isConnected) return;
    element.remove();
    document.body.append(element);
  },
  insertOther: ({elements}) => elements[1]?.isConnected || document.body.append(elements[1] as Element),
  removeOther: ({elements}) => elements[1]?.remove(),
  amount: (model) => void (model.element.amount = String(++model.amount)),
  again: ({element}) => void (element.amount = String(element.amount)),
  refresh: ({element}) => void element.refresh().catch(() => {}),
  reload: ({element}) => element.reload(),
  hide: ({page}) => page.hide(),
  show: ({page}) => page.show(),
  offline: ({page}) => page.goOffline(),
  online: ({page}) => page.goOnline(),
  framesHang: ({frames}) => void (frames.hang = true),
  framesLoad: ({frames}) => void (frames.hang = false),
} as const satisfies Record<string, (model: Model) => unknown>;

export type Deed = keyof typeof DEEDS;

/** Deeds after which a frame may go, whatever the payer did in it. */
export const STARTS_OVER: readonly string[] = ['remove', 'reinsert', 'append', 'amount', 'reload'];

/** Does it, up to the moment before its consequences. */
export async function happen(model: Model, step: Step): Promise<void> {
  const {clock, page, frame} = model;
  const [name, much] = step as readonly [string, never];
  switch (name) {
    case 'pass':
      return clock.pass(much);
    case 'sleep':
      return clock.sleep(much);
    case 'doze':
      return clock.sleep(much, true);
    case 'set':
      return clock.set(much);
    case 'freeze':
      clock.freeze(much);
      return page.restore();
    case 'answers':
      model.mode = much;
      return;
    case 'post':
      if (frame?.loaded) model.frames.post(frame, much);
      return;
    default:
      DEEDS[name as Deed](model);
  }
}

const deeds = (...names: Deed[]): Arbitrary<Step> => constantFrom(...names).map((name) => [name] as const);
const times = (...ms: number[]): Arbitrary<Step> => constantFrom(...ms).map((each) => ['pass', each] as const);

export const passing = times(100, SECOND, 20 * SECOND, MINUTE, 5 * MINUTE, 26 * MINUTE, HOUR);
export const answering = constantFrom(...(Object.keys(ANSWERS) as AnswerName[])).map(
  (name) => ['answers', name] as const,
);
export const missing = oneof(
  constantFrom(MINUTE, 50 * MINUTE, 9 * HOUR).chain((ms) =>
    constantFrom('sleep' as const, 'doze' as const, 'freeze' as const).map((name) => [name, ms] as const),
  ),
  constantFrom(-HOUR, -5000, 5000, HOUR).map((ms) => ['set', ms] as const),
);
export const seeing = deeds('hide', 'show', 'show', 'offline', 'online', 'online');
export const paying = oneof(
  deeds('focus', 'blur', 'framesHang', 'framesLoad'),
  constantFrom('ORDER_CREATED', 'TRANSACTION_SUCCESS', 'PAYMENT_FAILED', 'HELLO').map(
    (type) => ['post', type] as const,
  ),
);
export const building = deeds(
  ...(['remove', 'insert', 'insert', 'reinsert', 'append', 'insertOther', 'removeOther'] as const),
  ...(['amount', 'again', 'refresh', 'reload'] as const),
);

export interface Story {
  /** What `Math.random` says: above ½, so that the shortest pauses are known. */
  readonly random: number;
  readonly react: boolean;
  readonly steps: readonly Step[];
}

/** Random stories of which most steps are of these kinds. */
export const stories = (...kinds: Arbitrary<Step>[]): Arbitrary<Story> =>
  record({
    random: constantFrom(0.5, 0.75, 0.999),
    react: oneof({arbitrary: constant(false), weight: 3}, {arbitrary: boolean(), weight: 1}),
    steps: array(oneof(...kinds, passing, passing, answering, missing, seeing, paying, building), {
      minLength: 1,
      maxLength: 24,
      size: 'max',
    }),
  });
