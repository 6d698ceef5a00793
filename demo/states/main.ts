import '../../src/index.js';
import {make} from '../../src/dom.js';
import {CAUSES, type Cause} from './causes.js';
import {DIRS, THEMES, documentFor, elementFor, type Look} from './cell.js';

const query = new URLSearchParams(location.search);

const asked = <Value extends string>(name: string, known: readonly Value[]): readonly Value[] =>
  query.has(name) ? known.filter((value) => query.getAll(name).includes(value)) : known;

const themes = asked('theme', THEMES);
const dirs = asked('dir', DIRS);

// Not before: a frame that never loads would keep the page itself from having loaded.
addEventListener('load', all);

/** `?state=ready&state=closed&theme=dark&dir=ltr` shows some of them. */
function all(): void {
  choice('theme', '#themes', THEMES, themes);
  choice('dir', '#dirs', DIRS, dirs);
  const looks = themes.flatMap((theme) => dirs.map((dir): Look => ({theme, dir})));
  const names = asked(
    'state',
    CAUSES.map(({name}) => name),
  );
  const shown = CAUSES.filter(({name}) => names.includes(name));
  document.querySelector('#states')?.append(...shown.map((cause) => row(cause, looks)));
}

function row(cause: Cause, looks: readonly Look[]): HTMLElement {
  const heading = make('h2', {}, cause.name);
  return make(
    'section',
    {},
    heading,
    make('div', {className: cause.modal ? 'looks wide' : 'looks'}, ...looks.map((look) => cell(cause, look))),
  );
}

function cell(cause: Cause, look: Look): HTMLElement {
  const shown = cause.modal ? documentFor(cause, look) : elementFor(cause, look);
  const made = make('figure', {}, shown, make('figcaption', {}, `${look.theme}, ${look.dir}`));
  made.dataset['theme'] = look.theme;
  return made;
}

/** Check boxes that say what the address says, and change it. */
function choice(name: string, selector: string, known: readonly string[], on: readonly string[]): void {
  const boxes = known.map((value) => make('input', {type: 'checkbox', name, value, checked: on.includes(value)}));
  document.querySelector(selector)?.append(...boxes.map((box) => make('label', {}, box, ` ${box.value}`)));
  for (const box of boxes)
    box.onchange = () => {
      query.delete(name);
      for (const {checked, value} of boxes) if (checked) query.append(name, value);
      location.search = query.toString();
    };
}
