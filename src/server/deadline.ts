import type {Closing} from './closing.js';

/**
 * Runs `work` with a signal that aborts after `ms` milliseconds, or when `closing` says so. Rejects then, with `late()`, even if
 * `work` takes no notice: a `fetch` of the user's own may not know signals, a Redis client queues commands while it is away.
 */
export async function withDeadline<T>(
  ms: number,
  closing: Closing | undefined,
  late: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let expire: () => void = () => {};
  const expired = new Promise<never>((_, reject) => {
    expire = () => {
      const error = late();
      reject(error);
      controller.abort(error);
    };
  });
  const timer = setTimeout(expire, ms);
  const unsubscribe = closing?.subscribe(expire);
  try {
    return await Promise.race([expired, work(controller.signal)]);
  } finally {
    clearTimeout(timer);
    unsubscribe?.();
  }
}
