import '../../src/index.js';
import {make} from '../../src/dom.js';
import {CAUSES} from './causes.js';
import {DIRS, THEMES, documentFor, elementFor, type Look} from './cell.js';

/** `?state=ready&state=closed&theme=dark&dir=rtl`: these states and nothing else, for pictures and for what fills its document. */
const query = new URLSearchParams(location.search);
const asked = <Value extends string>(name: string, known: readonly [Value, ...Value[]]): readonly Value[] =>
  query.has(name) ? known.filter((value) => query.getAll(name).includes(value)) : [known[0]];

const looks = asked('theme', THEMES).flatMap((theme) => asked('dir', DIRS).map((dir): Look => ({theme, dir})));
const causes = query.getAll('state').flatMap((name) => CAUSES.filter((cause) => cause.name === name));
const alone = causes.length * looks.length === 1;

/** A row for each look. Not before the page has loaded: a frame that never does would keep it from that. */
addEventListener('load', () => {
  for (const look of looks) {
    const shown = causes.map((cause) => (cause.modal && !alone ? documentFor(cause, look) : elementFor(cause, look)));
    const row = make('div', {className: 'row'}, ...shown);
    row.dataset['theme'] = look.theme;
    document.body.append(row);
  }
});
