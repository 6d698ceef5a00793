import type {Closing} from './closing.js';
import {TokenBrokerError} from './token-broker-error.js';

/** Resolves after `ms` milliseconds; rejects with `closed` as soon as that happens. */
export function sleep(ms: number, closing: Closing): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      unsubscribe();
      resolve();
    }, ms);
    const unsubscribe = closing.subscribe(() => {
      clearTimeout(timer);
      reject(new TokenBrokerError('closed'));
    });
  });
}
