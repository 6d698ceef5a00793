/**
 * Tells work under way that the broker is closing. An `AbortSignal` would do, but in Workers one belongs to the request it was
 * made in, and a broker outlives that.
 */
export class Closing {
  readonly #stops = new Set<() => void>();
  #closed = false;

  get closed(): boolean {
    return this.#closed;
  }

  /** Calls `stop` when it closes, at once if it has. Returns how to take that back. */
  subscribe(stop: () => void): () => void {
    if (this.#closed) stop();
    else this.#stops.add(stop);
    return () => void this.#stops.delete(stop);
  }

  close(): void {
    this.#closed = true;
    for (const stop of this.#stops) stop();
    this.#stops.clear();
  }
}
