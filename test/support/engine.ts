export type Engine = 'chromium' | 'firefox' | 'webkit';

/** The engine that runs this page. */
export const engine: Engine = /Firefox\//.test(navigator.userAgent)
  ? 'firefox'
  : /Chrome\//.test(navigator.userAgent)
    ? 'chromium'
    : 'webkit';

/** A test for some engines only; `why` says what the others lack, and stands beside its name in their reports. */
export const onlyIn =
  (engines: readonly Engine[], why: string) =>
  (name: string, law: Mocha.AsyncFunc | Mocha.Func): Mocha.Test =>
    engines.includes(engine)
      ? it(name, law as Mocha.Func)
      : it.skip(`${name} (not in ${engine}: ${why})`, law as Mocha.Func);

/** The same for a suite. */
export const suiteIn =
  (engines: readonly Engine[], why: string) =>
  (name: string, laws: () => void): void => {
    if (engines.includes(engine)) describe(name, laws);
    else describe.skip(`${name} (not in ${engine}: ${why})`, laws);
  };
