const clock = performance.now.bind(performance);

/** Waits until something holds. Goes by animation frames, so that timers may be fake. */
export async function until(what: () => unknown, saying: () => string = () => String(what)): Promise<void> {
  const end = clock() + 8000;
  while (!(await what())) {
    if (clock() > end) throw new Error(`Never came true: ${saying()}`);
    await frame();
  }
}

/** The page's next frame. */
export const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
