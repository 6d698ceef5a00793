let start: Promise<unknown> | null = null;

/** While the page starts, 100 ms from the definition of the element on: a promise for the end of that. */
export const pageStart = (): Promise<unknown> | null => start;

/** The element has been defined. `setTimeout` may be a test's, and stand still; without a scheduler no time is taken. */
export function pageStarts(): void {
  const over = (): void => void (start = null);
  // Not within the script's own run, which is the longest wait of all. And `scheduler` may be something of the page's own.
  start = Promise.resolve()
    .then(() => globalThis.scheduler?.postTask(() => {}, {delay: 100}))
    .then(over, over);
}
