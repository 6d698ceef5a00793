import assert from 'node:assert/strict';
import {test} from 'node:test';
import {leaseOf} from '../../../src/token/lease.js';
import {now} from '../../../src/clock.js';

const CLIENTS = 100_000;
const LIFETIME = 3600;
const WINDOW = 180;

/** Seconds before the shared expiry at which each client asks again, when they all got the token at the same moment. */
function moments(margin: number): number[] {
  const asked = now();
  const answer = {token: 'shared', asked, wall: Date.now(), age: 0, expiresIn: LIFETIME * 1000};
  return Array.from({length: CLIENTS}, () => {
    const {expires, renew} = leaseOf(answer, margin * 1000);
    return (expires - renew) / 1000;
  });
}

function perSecond(seconds: readonly number[]): number[] {
  const counts: number[] = [];
  for (const second of seconds) counts[Math.floor(second)] = (counts[Math.floor(second)] ?? 0) + 1;
  return Array.from(counts, (count = 0) => count);
}

test('100,000 clients with one shared token do not come back together', (t) => {
  const counts = perSecond(moments(60));
  const share = CLIENTS / WINDOW;
  t.diagnostic(`requests per second before the expiry, ${CLIENTS} clients, even share ${share.toFixed(0)}:`);
  for (let second = 240; second > 60; second -= 10) {
    const tenth = counts.slice(second - 10, second).reduce((sum, count) => sum + count, 0) / 10;
    t.diagnostic(`${String(second).padStart(4)} s ${'█'.repeat(Math.round(tenth / 15))} ${tenth.toFixed(0)}`);
  }
  const busiest = Math.max(...counts);
  t.diagnostic(`busiest second: ${busiest}, ${(busiest / share).toFixed(2)} of the even share`);
  assert.ok(busiest <= 1.3 * share);
  assert.equal(
    counts.slice(0, 60).reduce((sum, count) => sum + count, 0),
    0,
    'nobody within the last margin',
  );
  assert.equal(
    counts.slice(240).reduce((sum, count) => sum + count, 0),
    0,
    'nobody before the fourth',
  );
});

test('a wish for a narrow margin narrows the window, and nothing else', () => {
  const seconds = moments(10);
  assert.ok(seconds.every((each) => each >= 10 && each <= 40));
});
