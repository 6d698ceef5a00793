import type {PhoenixPayment} from '../../src/index.js';
import {clockAhead, realNow, senses} from '../time/travel.js';
import {scheduleOf, type Schedule} from './schedule.js';
import {switches} from './switches.js';
import {clock, duration} from './words.js';

/** The time where tokens are made: the sandbox may be ahead, and a clock that was set in the page means nothing there. */
const serverNow = (): number => realNow() + switches.clockSkew;

/** Shows what is left of the newest token, and when the next is fetched. */
export function gauge(room: HTMLElement, element: PhoenixPayment): void {
  const find = (selector: string): HTMLElement => room.querySelector(selector) as HTMLElement;
  const [state, payment, left, next] = ['#gauge-state', '#gauge-payment', '#gauge-left', '#gauge-next'].map(find) as [
    HTMLElement,
    HTMLElement,
    HTMLElement,
    HTMLElement,
  ];
  const bar = find('.bar');
  let schedule: Schedule | null = null;

  element.addEventListener('phoenix-token', ({detail: {expiresAt, changed}}) => {
    schedule = scheduleOf(serverNow(), expiresAt.getTime(), (element.refreshMargin || 60) * 1000, changed);
    show();
  });
  element.addEventListener('phoenix-error', ({detail: {error}}) => {
    if (!schedule || error.fatal) return;
    const at = error.retryAt ? error.retryAt.getTime() - clockAhead() + switches.clockSkew : Infinity;
    schedule = {...schedule, from: at, until: at};
    show();
  });
  element.addEventListener('phoenix-statechange', show);

  function show(): void {
    state.textContent = element.state;
    state.dataset['state'] = element.state;
    payment.textContent = element.payment === 'none' ? 'no order' : element.payment;
    if (!element.expiresAt) schedule = null;
    bar.hidden = !schedule;
    if (!schedule) {
      left.textContent = 'No token yet.';
      next.textContent = '\u00a0';
      return;
    }
    const {came, ends, from, until} = schedule;
    const now = serverNow();
    const share = (at: number): string => String(Math.min(1, Math.max(0, (ends - at) / (ends - came))));
    bar.style.setProperty('--left', share(now));
    bar.style.setProperty('--from', share(from));
    bar.style.setProperty('--until', share(until));
    left.textContent =
      now < ends
        ? `The token lives for ${duration(ends - now)} more, until ${clock(new Date(ends))}.`
        : 'The token has expired.';
    next.textContent = nextWords(now, from, until);
  }

  function nextWords(now: number, from: number, until: number): string {
    const {hidden, offline} = senses();
    if (['idle', 'closed', 'error'].includes(element.state)) return 'Nothing is fetched as it stands.';
    if (offline) return 'The page is offline: a failed fetch waits for the network.';
    if (hidden && element.payment !== 'ordered')
      return 'The page is hidden: the next fetch may wait until it is shown.';
    if (from === Infinity) return 'That cannot heal by asking again, so nobody asks.';
    if (now > until) return 'The next fetch is due.';
    if (now > from) return `The next fetch comes within ${duration(until - now)}.`;
    if (from === until) return `The next fetch comes in ${duration(from - now)}.`;
    return `The next fetch comes in ${duration(from - now)} to ${duration(until - now)}, at random.`;
  }

  setInterval(show, 500);
  show();
}
