import {readJwtClaims} from '../../wire/jwt-claims.js';
import type {Evidence} from './examine.js';
import type {Exchange} from './exchange.js';
import {fail, info, pass, warn, type Finding} from './finding.js';
import {tokenOf} from './shape.js';

const seconds = (ms: number): string => `${Math.round(ms / 1000)} s`;

/** How long the token lives, by each account, and whether the accounts agree. */
export function checkExpiry({plain}: Evidence): Finding[] {
  const answer = tokenOf(plain);
  if (!answer) return [];
  const date = Date.parse(plain.headers.get('date') ?? '');
  const clock = checkClock(plain, date);
  const then = Number.isFinite(date) ? date : (plain.asked + plain.answered) / 2;
  const {exp} = readJwtClaims(answer.token);
  const accounts: [string, number][] = [];
  if (answer.expiresIn !== undefined) accounts.push(['expires_in', answer.expiresIn]);
  if (answer.expiresAt !== undefined) accounts.push(['expires_at', answer.expiresAt - then]);
  if (exp !== undefined) accounts.push(["the JWT's exp", exp * 1000 - then]);

  const [first, ...others] = accounts;
  if (!first)
    return [
      clock,
      warn(
        'expiry',
        'nothing says when the token ends; the element assumes 5 minutes',
        'add expires_in: the seconds that are left now',
      ),
    ];
  const left = Math.min(...accounts.map(([, ms]) => ms));
  return [clock, checkLeft(left), ...(others.length ? [checkAgreement(accounts, left)] : [])];
}

function checkLeft(left: number): Finding {
  if (left <= 0)
    return fail(
      'expiry',
      `the token expired ${seconds(-left)} ago`,
      'hand out living tokens: fetch the next one before the old one ends',
    );
  if (left < 60_000)
    return warn('expiry', `only ${seconds(left)} left`, 'fetch the next token 5 minutes before the old one ends');
  return pass('expiry', `${seconds(left)} left`);
}

function checkAgreement(accounts: readonly [string, number][], left: number): Finding {
  const text = accounts.map(([name, ms]) => `${name} ${seconds(ms)}`).join(', ');
  const late = accounts.filter(([, ms]) => ms - left > 5000).map(([name]) => name);
  if (!late.length) return pass('expiry-agrees', text);
  return late.includes('expires_in')
    ? fail(
        'expiry-agrees',
        `expires_in is stale: ${text}`,
        'count expires_in from now, not from when the token was made',
      )
    : warn('expiry-agrees', text, 'mend the later one: the element believes the earliest');
}

/** The element reads absolute times on the server's clock; Phoenix reads the JWT on its own. */
function checkClock({asked, answered}: Exchange, date: number): Finding {
  if (!Number.isFinite(date)) return info('clock', 'no Date header: the element must trust the reader’s clock');
  // `Date` has whole seconds, and was set at some moment between the two.
  const skew = date < asked - 1000 ? date - asked + 1000 : date > answered ? date - answered : 0;
  if (Math.abs(skew) < 30_000)
    return pass('clock', Math.abs(skew) < 1000 ? 'agrees with this machine' : `${seconds(skew)} off this machine's`);
  return warn('clock', `${seconds(skew)} off this machine's`, 'set the clock of the one that is wrong (NTP)');
}
