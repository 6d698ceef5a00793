/** Whether the page is seen and online, as the token machine asks for it. */
export class FakePage {
  visible = true;
  onLine = true;

  install(): this {
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (this.visible ? 'visible' : 'hidden'),
    });
    Object.defineProperty(navigator, 'onLine', {configurable: true, get: () => this.onLine});
    return this;
  }

  uninstall(): void {
    Reflect.deleteProperty(document, 'visibilityState');
    Reflect.deleteProperty(navigator, 'onLine');
  }

  hide(): void {
    this.visible = false;
    document.dispatchEvent(new Event('visibilitychange'));
  }

  show(): void {
    this.visible = true;
    document.dispatchEvent(new Event('visibilitychange'));
  }

  /** Back from the back/forward cache. */
  restore(): void {
    this.visible = true;
    dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}));
  }

  resume(): void {
    document.dispatchEvent(new Event('resume'));
  }

  goOffline(): void {
    this.onLine = false;
    dispatchEvent(new Event('offline'));
  }

  goOnline(): void {
    this.onLine = true;
    dispatchEvent(new Event('online'));
  }
}
