/**
 * Which events have been handled. A `Set` will do for one process; a store of your own makes it hold across machines and
 * restarts. A function is for those whose `onEvent` records the id itself, in the same transaction as everything else.
 */
export type SeenEvents =
  | {has(id: string): boolean | Promise<boolean>; add(id: string): unknown}
  | ((id: string) => boolean | Promise<boolean>);

/** Remembers the newest `limit` ids in memory. */
export function recentIds(limit = 10_000): {has(id: string): boolean; add(id: string): void} {
  const ids = new Set<string>();
  return {
    has: (id) => ids.has(id),
    add(id) {
      ids.add(id);
      for (const oldest of ids) {
        if (ids.size <= limit) break;
        ids.delete(oldest);
      }
    },
  };
}
