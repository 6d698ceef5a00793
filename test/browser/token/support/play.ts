import {assert, asyncProperty, type Arbitrary} from 'fast-check';
import {now} from '../../../../src/clock.js';
import {flush} from './fake-clock.js';
import {Invariants} from './invariants.js';
import {Model} from './model.js';
import {storyShare} from '../../../servers.js';
import {happen, type Step, type Story, stories} from './steps.js';

const HOUR = 3_600_000;

/** Plays a story to its end, and then lets all be well again: the payer must get to pay. */
export async function play({random, react, steps}: Story): Promise<void> {
  const model = new Model(random, react);
  const invariants = new Invariants(model);
  let ended = false;
  try {
    for (const step of [['insert'], ['pass', 1000], ...steps] as Step[]) await one(model, invariants, step);
    if (!invariants.blind) await recovers(model, invariants);
    ended = true;
  } finally {
    invariants.before(['remove']);
    await model.leave();
    try {
      if (ended) invariants.end();
    } finally {
      model.uninstall();
    }
  }
}

async function one(model: Model, invariants: Invariants, step: Step): Promise<void> {
  const ready = model.element.state === 'ready';
  const asked = model.backend.asked.filter(({url}) => url === model.urls[0]).length;
  invariants.before(step);
  await happen(model, step);
  // Between two things that happen to the clocks the page has looked at them.
  now();
  invariants.during();
  await flush();
  invariants.after(ready, asked);
}

async function recovers(model: Model, invariants: Invariants): Promise<void> {
  const wellAgain: Step[] = [['framesLoad'], ['answers', 'fresh'], ['show'], ['online'], ['insert'], ['pass', 15_000]];
  for (const step of [...wellAgain, ['reload'], ['refresh'], ['pass', 60_000]] as Step[])
    await one(model, invariants, step);
  for (let hour = 0; hour < 3; hour++) {
    const {state, error, expiresAt} = model.element;
    if (state !== 'ready' || !expiresAt) throw new Error(`not well again: ${state}, ${error?.code}`);
    await one(model, invariants, ['pass', HOUR]);
  }
}

/** Lets the page breathe: its own timers are fake. */
const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    const {port1, port2} = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });

/** Plays so many random stories, the same ones every time unless the page's `?seed=` says another. The seed is printed; a failure also prints the shortest story that fails. */
export async function playMany(wished: number, ...kinds: Arbitrary<Step>[]): Promise<void> {
  const numRuns = Math.ceil(wished * storyShare);
  const seed = Number(new URLSearchParams(location.search).get('seed')) || 20_261_124;
  let played = 0;
  const start = performance.now();
  await assert(
    asyncProperty(stories(...kinds), async (story) => {
      await play(story);
      if (++played % 20 === 0) await breathe();
    }),
    {numRuns, seed, includeErrorInReport: true},
  );
  console.log(`${played} stories, seed ${seed}, ${Math.round((performance.now() - start) / 1000)} s`);
}
