import {box} from './mount.js';

type Inner = Window & typeof globalThis;

export interface HostPage {
  readonly window: Inner;
  readonly document: Document;
  /** Directives that were violated, from the page's first moment on. */
  violations(): Promise<string[]>;
}

/**
 * A page of its own for the element, in a frame of the same origin: `csp` is its policy, `body` its HTML, and with
 * `script: false` the element is never defined there.
 */
export async function hostPage(options: {csp?: string; body?: string; script?: boolean} = {}): Promise<HostPage> {
  const query = new URLSearchParams({csp: options.csp ?? '', body: options.body ?? ''});
  if (options.script === false) query.set('script', 'none');
  const frame = document.createElement('iframe');
  Object.assign(frame, {src: `/test/host.html?${query}`, title: 'A host page', width: 500, height: 700});
  const loaded = new Promise((resolve) => (frame.onload = resolve));
  box().append(frame);
  await loaded;
  const window = frame.contentWindow as Inner;
  if (options.script !== false) await window.customElements.whenDefined('phoenix-payment');
  return {
    window,
    document: window.document,
    violations: () =>
      new Promise((resolve) => {
        const observer = new (window as never as {ReportingObserver: typeof ReportingObserver}).ReportingObserver(
          (reports) =>
            resolve(reports.map(({body}) => (body as unknown as {effectiveDirective: string}).effectiveDirective)),
          {buffered: true, types: ['csp-violation']},
        );
        observer.observe();
        window.requestAnimationFrame(() => window.requestAnimationFrame(() => resolve([])));
      }),
  };
}
