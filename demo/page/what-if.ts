import {make} from '../../src/dom.js';
import {clockAhead, goOffline, hide, moveClock, senses, sleep} from '../time/travel.js';
import {isSandbox} from './service.js';
import {AS_DOCUMENTED, onSwitches, setSwitches, switches} from './switches.js';

const HOUR = 3_600_000;
const DOWN = 120_000;

/** Fills `room` with what may happen to a page, and `status` with what is bent at the moment. `told` hears of each in words. */
export function whatIf(room: HTMLElement, status: HTMLElement, told: (text: string) => void): void {
  let repaired: ReturnType<typeof setTimeout> | undefined;

  const act = (label: string, does: () => void | Promise<void>): HTMLButtonElement =>
    make('button', {type: 'button', onclick: () => void Promise.resolve(does()).then(show)}, label);
  const toggle = (label: string, does: (on: boolean) => void): HTMLButtonElement => {
    const made = act(label, () => {
      const on = made.ariaPressed !== 'true';
      made.ariaPressed = String(on);
      does(on);
    });
    made.ariaPressed = 'false';
    return made;
  };

  const hidden = toggle('Hide the page', (on) => {
    told(on ? 'You hid the page.' : 'You showed the page again.');
    hide(on);
  });
  const offline = toggle('Go offline', (on) => {
    told(on ? 'You went offline.' : 'You came back online.');
    goOffline(on);
  });

  const repair = async (): Promise<void> => {
    clearTimeout(repaired);
    repaired = undefined;
    await setSwitches({backend: 'ok'});
    told('The backend is up again.');
    show();
  };

  const ours = [
    act('Sleep the laptop for an hour', async () => {
      // The world does not sleep: the sandbox's clock goes on too.
      await setSwitches({clockSkew: switches.clockSkew + HOUR});
      told('You closed the laptop for an hour: its clock went on, its timers did not.');
      sleep(HOUR);
    }),
    act('Backend down for 2 minutes', async () => {
      await setSwitches({backend: '500'});
      clearTimeout(repaired);
      repaired = setTimeout(() => void repair(), DOWN);
      told('You took the backend down, for 2 minutes.');
    }),
  ];
  const clocks = [-1, 1].map((hours) =>
    act(`Clock ${hours < 0 ? '− 1 h' : '+ 1 h'}`, () => {
      told(`You set the clock ${hours < 0 ? 'back' : 'forward'} by an hour. No time has passed.`);
      moveClock(hours * HOUR);
    }),
  );
  const back = act('Put everything back', async () => {
    told('You put everything back.');
    for (const pressed of [hidden, offline]) if (pressed.ariaPressed === 'true') pressed.click();
    clearTimeout(repaired);
    repaired = undefined;
    if (isSandbox) await setSwitches(AS_DOCUMENTED);
    if (clockAhead()) moveClock(-clockAhead());
  });
  back.className = 'link';

  function show(): void {
    const {offline, hidden} = senses();
    const hours = Math.round(clockAhead() / HOUR);
    const skew = Math.round(switches.clockSkew / HOUR);
    const bent = [
      hours && `the page’s clock is ${Math.abs(hours)} h ${hours < 0 ? 'behind' : 'ahead'}`,
      skew && `the sandbox’s ${Math.abs(skew)} h ${skew < 0 ? 'behind' : 'ahead'}`,
      repaired !== undefined && 'the backend is down',
      offline && 'the page believes it is offline',
      hidden && 'the page believes it is hidden',
    ].filter(Boolean);
    const text = bent.join(', ');
    status.textContent = text ? `${text.charAt(0).toUpperCase()}${text.slice(1)}.` : 'Nothing is out of the ordinary.';
  }

  room.append(...(isSandbox ? ours : []), ...clocks, offline, hidden, back);
  onSwitches(({backend}) => {
    // Repaired by hand, in the form.
    if (backend === 'ok' && repaired !== undefined) {
      clearTimeout(repaired);
      repaired = undefined;
    }
    show();
  });
  show();
}
