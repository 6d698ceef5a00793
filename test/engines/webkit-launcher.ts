import type {BrowserLauncher} from '@web/test-runner';
import {openWebKit, type WebKit} from './open-webkit.js';
import type {MouseButton, WebDriver} from './webdriver.js';

type Point = [x: number, y: number];

/** Runs the browser tests in WebKitGTK, one file after the other. */
export function webkitLauncher(): BrowserLauncher & {getPage(): object} {
  let webkit: WebKit | undefined;
  let running: {id: string; url: string} | undefined;
  const driver = (): WebDriver => {
    if (!webkit) throw new Error('WebKit is not open.');
    return webkit.driver;
  };
  return {
    name: 'WebKitGTK',
    // The commands for keys, mouse and viewport are written for the pages of three libraries: this is the leanest.
    type: 'playwright',
    concurrency: 1,
    getPage: () => page(driver()),
    async initialize() {
      webkit = await openWebKit();
      this.name = webkit.name;
    },
    async startSession(id, url) {
      running = {id, url};
      await page(driver()).setViewportSize({width: 800, height: 600});
      await driver().goto(url);
    },
    isActive: (id) => running?.id === id,
    getBrowserUrl: () => running?.url,
    async stopSession() {
      running = undefined;
      await driver().goto('about:blank');
      return {};
    },
    startDebugSession: () => Promise.reject(new Error('WebKit has no debugger here.')),
    stop: async () => webkit?.close(),
  };
}

/** As much of Playwright's page as the commands use. */
function page(driver: WebDriver) {
  return {
    keyboard: {
      type: (text: string) => driver.press(...text),
      press: (key: string) => driver.press(key),
      down: (key: string) => driver.key(['keyDown'], key),
      up: (key: string) => driver.key(['keyUp'], key),
    },
    mouse: {
      move: (...[x, y]: Point) => driver.pointTo(x, y),
      down: ({button}: {button?: MouseButton} = {}) => driver.pointer(['pointerDown'], button),
      up: ({button}: {button?: MouseButton} = {}) => driver.pointer(['pointerUp'], button),
      async click(x: number, y: number, {button}: {button?: MouseButton} = {}) {
        await driver.pointTo(x, y);
        await driver.pointer(['pointerDown', 'pointerUp'], button);
      },
    },
    /** A window has edges, which count as its own. */
    async setViewportSize({width, height}: {width: number; height: number}) {
      const edges = 'return [outerWidth - innerWidth, outerHeight - innerHeight]';
      const [across, down] = (await driver.run(edges)) as [number, number];
      await driver.setWindow(width + across, height + down);
      // The page learns of it with its next frame.
      await driver.run('return new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))');
    },
  };
}
