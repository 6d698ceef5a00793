import {make} from '../../src/dom.js';
import {FAULT_NAMES} from '../../src/testing/faults.js';
import {realFetch} from '../time/travel.js';
import {switchesUrl} from './service.js';

/** The sandbox's switches, as its control route names them. */
export interface Switches {
  readonly lifetime: number;
  readonly clockSkew: number;
  readonly oauth: string;
  readonly backend: string;
  readonly page: string;
}

const watchers: ((now: Switches) => void)[] = [];

export let switches: Switches = {lifetime: 3600, clockSkew: 0, oauth: 'ok', backend: 'ok', page: 'ok'};

export const AS_DOCUMENTED = switches;

export function onSwitches(watcher: (now: Switches) => void): void {
  watchers.push(watcher);
}

/** Sets some switches and leaves the others; with none it only reads. Rejects with the sandbox's own words. */
export async function setSwitches(changes?: Partial<Switches>): Promise<void> {
  const how = changes && {method: 'PUT', body: JSON.stringify(changes)};
  const response = await realFetch(switchesUrl, how);
  const answer = (await response.json()) as Switches & {error?: string};
  if (!response.ok) throw new Error(answer.error);
  switches = answer;
  for (const watcher of watchers) watcher(switches);
}

const HINTS: Readonly<Record<keyof Switches, string>> = {
  lifetime: 'Seconds that a token lives, from the next one on.',
  clockSkew: 'Milliseconds by which the sandbox’s clock is ahead.',
  oauth: 'How Phoenix’s token endpoint behaves.',
  backend: 'How your backend behaves. slow:5000, 429:30 take a number.',
  page: 'How the partner’s page behaves, from its next load on.',
};

const LIVES: readonly (readonly [string, number])[] = [
  ['20 s', 20],
  ['1 min', 60],
  ['10 min', 600],
  ['1 h', 3600],
];

/** Fills the form with the switches. `renew` fetches a token that lives as long as was just chosen. */
export function switchesForm(form: HTMLFormElement, renew: () => void): void {
  const presets = LIVES.map(([label, lifetime]) =>
    make('button', {type: 'button', onclick: () => void setSwitches({lifetime}).then(renew)}, label),
  );
  const lives = make(
    'div',
    {className: 'row', ariaLabel: 'Fetch a token that lives'},
    'A token that lives',
    ...presets,
  );
  lives.role = 'group';
  form.append(lives, ...(Object.keys(HINTS) as (keyof Switches)[]).map(rowFor));
  form.addEventListener('submit', (event) => event.preventDefault());
}

function rowFor(name: keyof Switches): HTMLElement {
  const numeric = name === 'lifetime' || name === 'clockSkew';
  const list = numeric
    ? []
    : [make('datalist', {id: `faults-${name}`}, ...FAULT_NAMES[name].map((value) => make('option', {value})))];
  const input = make('input', {id: `switch-${name}`, name, type: numeric ? 'number' : 'text', autocomplete: 'off'});
  if (!numeric) input.setAttribute('list', `faults-${name}`);
  const hint = make('small', {id: `hint-switch-${name}`}, HINTS[name]);
  input.setAttribute('aria-describedby', hint.id);
  const complain = (text: string): void => {
    input.setAttribute('aria-invalid', String(text !== ''));
    hint.textContent = text || HINTS[name];
  };
  input.onchange = () =>
    void setSwitches({[name]: numeric ? Number(input.value) : input.value || 'ok'}).then(
      () => complain(''),
      (error: unknown) => complain(error instanceof Error ? error.message : 'The sandbox does not answer.'),
    );
  onSwitches((now) => {
    input.value = String(now[name]);
    input.closest('.field')?.classList.toggle('set', now[name] !== AS_DOCUMENTED[name]);
    complain('');
  });
  return make(
    'div',
    {className: `field ${numeric ? 'number' : 'text'}`},
    make('label', {htmlFor: input.id}, name),
    input,
    hint,
    ...list,
  );
}
