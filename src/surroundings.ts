interface Updatable extends Element {
  requestUpdate(): void;
}

/** Who asked, and what there is to watch: one observer and one query, however many elements there are. */
const near = new WeakSet<Element>();
const themed = new Set<Updatable>();
let observer: IntersectionObserver | undefined;
let darkness: MediaQueryList | undefined;

/** Whether the reader prefers dark; the element is updated when that changes. */
export function isDark(element: Updatable): boolean {
  if (!darkness) {
    darkness = matchMedia('(prefers-color-scheme: dark)');
    darkness.onchange = () => themed.forEach((element) => element.requestUpdate());
  }
  if (element.isConnected) themed.add(element);
  return darkness.matches;
}

/** Whether the element has been near the viewport; it is updated once it comes near. */
export function isNear(element: Updatable): boolean {
  if (!near.has(element)) {
    observer ??= new IntersectionObserver(
      (entries) =>
        entries.forEach(({isIntersecting, target}) => {
          if (!isIntersecting) return;
          near.add(target);
          observer?.unobserve(target);
          (target as Updatable).requestUpdate();
        }),
      {rootMargin: '50%'},
    );
    observer.observe(element);
  }
  return near.has(element);
}

/** The element has gone. */
export function unwatch(element: Updatable): void {
  observer?.unobserve(element);
  themed.delete(element);
}
