/** Who is told, of an event or of nothing in particular. */
export interface Listener {
  happened(event?: Event): void;
}

/**
 * Makes one listener serve all who want to know, from the first that comes (`add`) to the last that goes (`delete`). The page gets
 * hold of what is handed to `addEventListener` (error monitors wrap that), and of no listener here: those know the token.
 */
export function hub(
  listen: (on: 'addEventListener' | 'removeEventListener', tell: (event?: Event) => void) => void,
): (way: 'add' | 'delete', listener: Listener) => void {
  const listeners = new Set<Listener>();
  const tell = (event?: Event): void => listeners.forEach((listener) => listener.happened(event));
  return (way, listener) => {
    const none = !listeners.size;
    listeners[way](listener);
    if (none !== !listeners.size) listen(none ? 'addEventListener' : 'removeEventListener', tell);
  };
}
