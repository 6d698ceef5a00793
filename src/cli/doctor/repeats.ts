import type {Evidence} from './examine.js';
import {fail, pass, warn, type Finding} from './finding.js';
import {tokenOf} from './shape.js';

/** Whether it keeps the token: asked again, it should give the same one, and not ask Phoenix each time. */
export function checkRepeats({plain, inTurn, atOnce}: Evidence): Finding[] {
  const first = tokenOf(plain);
  if (!first) return [];
  const again = inTurn.map((answer) => tokenOf(answer)?.token);
  const together = atOnce.map((answer) => tokenOf(answer)?.token);
  const lost = [...again, ...together].filter((token) => token === undefined).length;
  if (lost)
    return [
      fail(
        'repeats',
        `${lost} of 11 further requests got no token`,
        'serve the token from memory; a rate limit must let a page reload',
      ),
    ];
  const tokens = new Set([first.token, ...again, ...together]);
  if (tokens.size === 1) return [pass('repeats', 'the same token twelve times')];
  return tokens.size > 3
    ? [
        warn(
          'repeats',
          `${tokens.size} different tokens in 12 requests`,
          'keep the token until shortly before its end, one request to Phoenix at a time',
        ),
      ]
    : [pass('repeats', `${tokens.size} tokens in 12 requests: it was just replaced, or several machines answer`)];
}
