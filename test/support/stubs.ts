/** Things of the page that a test replaces; each comes back after the test. */
const undo: (() => void)[] = [];

afterEach(() => {
  for (const back of undo.splice(0).reverse()) back();
});

/** Replaces a method, and writes down what it is called with. */
export function stubbed<Key extends string>(
  target: {[K in Key]: (...args: never[]) => unknown},
  key: Key,
  as: (...args: unknown[]) => unknown = () => undefined,
): unknown[][] {
  const calls: unknown[][] = [];
  const real = Object.getOwnPropertyDescriptor(target, key);
  Object.defineProperty(target, key, {
    configurable: true,
    writable: true,
    value: (...args: unknown[]) => {
      calls.push(args);
      return as(...args);
    },
  });
  undo.push(() => (real ? Object.defineProperty(target, key, real) : Reflect.deleteProperty(target, key)));
  return calls;
}

/** The texts that reach `console.error`, which stay out of the test's output. */
export const consoleErrors = (): unknown[][] => stubbed(console as never, 'error');

/** The addresses that would have been opened in a new tab, with what they were opened with. */
export const openedTabs = (): unknown[][] => stubbed(window as never, 'open', () => null);

/** Cuts the page off, as far as `navigator.onLine` says. */
export function offline(): {online(): void} {
  Object.defineProperty(navigator, 'onLine', {configurable: true, get: () => false});
  const online = (): void => void Reflect.deleteProperty(navigator, 'onLine');
  undo.push(online);
  return {
    online() {
      online();
      dispatchEvent(new Event('online'));
    },
  };
}
