import FakeTimers, {type Clock} from '@sinonjs/fake-timers';

let clock: Clock | null = null;

afterEach(() => {
  clock?.uninstall();
  clock = null;
});

/** Stops the page's clocks and timers until the test is over; microtasks, messages, requests and frames go on. */
export function frozen(): Clock {
  clock = FakeTimers.install({
    now: Date.now(),
    toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'],
    shouldClearNativeTimers: true,
  });
  return clock;
}
