import {expect} from '@open-wc/testing';
import {HOUR, MINUTE, SECOND, lives, world} from './support/payer.js';

const it$ = world();
const DAYS = 7;

/** A working day of a laptop on which one tab stays open: how long it is awake, and then how it rests. */
const DAY = [
  ['awake', 3 * HOUR + 20 * MINUTE],
  ['lid closed', 45 * MINUTE],
  ['awake', 2 * HOUR],
  ['tab hidden', 90 * MINUTE],
  ['awake', 20 * SECOND],
  ['frozen', 40 * MINUTE],
  ['awake', HOUR],
  ['clock set back', 0],
  ['awake', HOUR],
  ['clock set forward', 0],
  ['awake', HOUR],
  ['lid closed, both clocks going', 12 * HOUR],
] as const;

it('A week on a laptop that sleeps: whoever looks has a token that lives, and no request is made in vain', async () => {
  const payer = it$.payer();
  await it$.clock.pass(0);
  const {clock, page, backend} = it$;
  let awake = 0;
  let rests = 0;
  for (let day = 0; day < DAYS; day++)
    for (const [what, ms] of DAY) {
      if (what === 'awake') {
        // A lid that opens is no event: at most a nap of a minute goes by.
        await clock.pass(Math.min(ms, MINUTE + SECOND));
        for (let left = ms; left > 0; left -= MINUTE) {
          expect(lives(payer.lease), `day ${day + 1}`).to.be.greaterThan(30 * SECOND);
          expect(payer.lease.expiresAt.getTime()).to.be.greaterThan(clock.server);
          await clock.pass(Math.min(left, MINUTE));
        }
        awake += ms;
        continue;
      }
      rests++;
      if (what === 'lid closed') clock.sleep(ms);
      else if (what === 'clock set back') clock.set(-2 * HOUR);
      else if (what === 'clock set forward') clock.set(2 * HOUR);
      else if (what === 'tab hidden') {
        page.hide();
        await clock.pass(ms);
        page.show();
      } else if (what === 'frozen') {
        clock.freeze(ms);
        page.resume();
      } else clock.sleep(ms, true);
    }
  const spent = backend.asked.length;
  console.log(`${DAYS} days, ${(awake / HOUR).toFixed(0)} h awake, ${rests} rests: ${spent} requests`);
  expect(payer.errors).to.deep.equal([]);
  // One an hour, and one at most for each rest and each clock that was set.
  expect(spent).to.be.at.most(awake / (56 * MINUTE) + rests + 1);
}).timeout(60_000);
