const darkness = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

/** Whether the reader prefers dark. */
export const isDark = (): boolean => darkness().matches;

/** What an element has to know of the page around it, watched only for who wants to know. */
export class Surroundings {
  /** It has been near the viewport. */
  near = false;
  #life: AbortController | null = null;

  /** Calls `changed` when the element first comes near the viewport, and when the reader's preference changes. */
  watch(element: Element, changed: () => void): void {
    if (this.#life) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.near = true;
        observer.disconnect();
        changed();
      },
      {rootMargin: '50%'},
    );
    observer.observe(element);
    this.#life = new AbortController();
    const {signal} = this.#life;
    signal.onabort = () => observer.disconnect();
    darkness().addEventListener('change', changed, {signal});
  }

  unwatch(): void {
    this.#life?.abort();
    this.#life = null;
  }
}
