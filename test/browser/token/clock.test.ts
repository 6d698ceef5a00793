import {expect} from '@open-wc/testing';
import {alarm, corrected, moment, now, passed, settleDoubt, silence} from '../../../src/clock.js';
import {DAY, HOUR, MINUTE, SECOND, world} from './support/payer.js';

const it$ = world();

describe('The page’s time', () => {
  it('goes on across a sleep that the monotonic clock does not count', () => {
    const before = now();
    it$.clock.sleep(8 * HOUR);
    expect(now() - before).to.equal(8 * HOUR);
  });

  it('goes on across a sleep that both clocks count, once', () => {
    const before = now();
    it$.clock.sleep(8 * HOUR, true);
    expect(now() - before).to.equal(8 * HOUR);
  });

  it('stands still where a clock is set back', () => {
    const before = now();
    it$.clock.set(-HOUR);
    expect(now() - before).to.equal(0);
  });

  it('counts a sleep after a clock was set back', () => {
    it$.clock.set(-HOUR);
    const before = now();
    it$.clock.sleep(HOUR);
    expect(now() - before).to.equal(HOUR);
  });

  it('adds no seconds for clocks that creep apart by less than one', async () => {
    const before = now();
    it$.clock.set(900);
    expect(now() - before).to.equal(0);
  });

  it('takes back what a server knows never passed, and no more', () => {
    const before = now();
    it$.clock.set(HOUR);
    const noted = moment();
    expect(passed(before + HOUR)).to.equal(true);
    expect(passed(before + HOUR, true), 'surely').to.equal(false);
    settleDoubt(2 * HOUR);
    expect(now() - before).to.equal(0);
    expect(corrected(noted), 'an instant noted meanwhile').to.equal(before);
  });

  it('holds a sleep for sure once a server has not objected', () => {
    const before = now();
    it$.clock.sleep(HOUR);
    expect(passed(before + HOUR, true)).to.equal(false);
    settleDoubt(0);
    expect(passed(before + HOUR, true)).to.equal(true);
  });

  it('keeps a doubt that came up after a server was asked', () => {
    const asked = moment();
    it$.clock.set(HOUR);
    now();
    settleDoubt(2 * HOUR, asked.doubt);
    expect(passed(asked.at + HOUR)).to.equal(true);
    expect(passed(asked.at + HOUR, true)).to.equal(false);
    settleDoubt(0);
  });

  for (const days of [1, 24, 25, 30, 365])
    it(`rings once after ${days} days: no delay is too long for a timer`, async () => {
      let rang = 0;
      alarm(now() + days * DAY, () => rang++);
      await it$.clock.pass(days * DAY - 1);
      expect(rang).to.equal(0);
      await it$.clock.pass(1);
      await it$.clock.pass(DAY);
      expect(rang).to.equal(1);
    }).timeout(20_000);

  it('rings at most a nap late after a sleep, with no event to say so', async () => {
    let rang = false;
    alarm(now() + HOUR, () => (rang = true));
    it$.clock.sleep(2 * HOUR);
    await it$.clock.pass(MINUTE);
    expect(rang).to.equal(true);
  });

  it('rings in time for timers that are held back to once a minute', async () => {
    let rang = 0;
    alarm(now() + 10 * MINUTE + 1, () => (rang = now()));
    const start = now();
    it$.clock.grain = MINUTE;
    await it$.clock.pass(HOUR);
    expect(rang - start).to.be.within(10 * MINUTE, 11 * MINUTE + SECOND);
  });

  it('keeps a deadline that was set in doubt, when the doubt is undone', async () => {
    now();
    it$.clock.set(HOUR);
    let rang = false;
    alarm(now() + 10 * SECOND, () => (rang = true));
    settleDoubt(HOUR);
    await it$.clock.pass(10 * SECOND);
    expect(rang).to.equal(true);
  });

  it('does not ring when called off', async () => {
    silence(alarm(now() + MINUTE, () => expect.fail('rang')));
    expect(it$.clock.timers).to.equal(0);
    await it$.clock.pass(HOUR);
  });

  it('rings at many instants, in order, by one timer', async () => {
    const start = now();
    const rang: number[] = [];
    for (const minutes of [30, 0, 10, 10, 20])
      alarm(start + minutes * MINUTE, () => rang.push((now() - start) / MINUTE));
    const off = alarm(start + 5 * MINUTE, () => expect.fail('rang'));
    expect(it$.clock.timers).to.equal(1);
    await it$.clock.pass(MINUTE);
    silence(off);
    expect(it$.clock.timers).to.equal(1);
    await it$.clock.pass(HOUR);
    expect(rang).to.deep.equal([0, 10, 10, 20, 30]);
    expect(it$.clock.timers).to.equal(0);
  });

  it('does not ring what another that rings at the same time calls off', async () => {
    alarm(now() + MINUTE, () => silence(other));
    const other = alarm(now() + MINUTE, () => expect.fail('rang'));
    await it$.clock.pass(HOUR);
  });

  it('rings the others too where one of them throws', async () => {
    let rang = 0;
    alarm(now() + MINUTE, () => {
      throw new Error('meant');
    });
    for (const minutes of [1, 2]) alarm(now() + minutes * MINUTE, () => rang++);
    await it$.clock.pass(MINUTE).catch((error: unknown) => expect(String(error)).to.equal('Error: meant'));
    await it$.clock.pass(0);
    expect(rang).to.equal(1);
    await it$.clock.pass(MINUTE);
    expect(rang).to.equal(2);
  });
});
