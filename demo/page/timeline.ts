import {make} from '../../src/dom.js';
import type {Line} from './story.js';
import {clock} from './words.js';

const LONGEST = 200;

/** Writes lines to a list, newest first, each with the page's time. */
export function timeline(list: HTMLOListElement): (line: Line) => void {
  return ({about, text}) => {
    const now = new Date();
    list.prepend(
      make('li', {className: about}, make('time', {dateTime: now.toISOString()}, clock(now)), make('span', {}, text)),
    );
    while (list.children.length > LONGEST) list.lastElementChild?.remove();
  };
}
