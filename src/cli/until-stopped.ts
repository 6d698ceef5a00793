/** Waits for SIGTERM, SIGINT or `signal`, then for `finish`, which may hurry when `again` resolves: at the next one. */
export async function untilStopped(
  signal: AbortSignal | undefined,
  finish: (again: Promise<void>) => Promise<void>,
): Promise<void> {
  const resolvers: (() => void)[] = [];
  const next = (): Promise<void> => new Promise((resolve) => resolvers.push(resolve));
  const [first, again] = [next(), next()];
  const stop = (): void => resolvers.shift()?.();
  process.on('SIGTERM', stop).on('SIGINT', stop);
  signal?.addEventListener('abort', stop, {once: true});
  if (signal?.aborted) stop();
  try {
    await first;
    await finish(again);
  } finally {
    process.off('SIGTERM', stop).off('SIGINT', stop);
    signal?.removeEventListener('abort', stop);
  }
}
