import {setTimeout as pause} from 'node:timers/promises';
import {launch} from 'puppeteer-core';
import {findFirefox} from './find-firefox.js';
import {openWebKit} from './open-webkit.js';
import type {ElementReference} from './webdriver.js';

const FRAME = "document.querySelector('phoenix-payment').shadowRoot.querySelector('iframe')";
const button = (id: string): string => `[data-testid="${id}"]`;

/** Somebody at a page, with a real browser and a real mouse. */
export interface Payer {
  evaluate(expression: string): Promise<unknown>;
  /** Waits until an expression is true in the page. */
  until(expression: string): Promise<void>;
  /** Clicks a button of the page in the element's frame, once it is there. */
  click(testId: string): Promise<void>;
  close(): Promise<unknown>;
}

export async function openPayer(engine: string, url: string): Promise<Payer> {
  const payer = await (engine === 'webkit' ? inWebKit(url) : inFirefox(url));
  return {...payer, until: (expression) => soon(expression, () => payer.evaluate(expression))};
}

async function soon(what: string, holds: () => Promise<unknown>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Never came true: ${what}`);
    await pause(50);
  }
}

async function inFirefox(url: string): Promise<Omit<Payer, 'until'>> {
  const executablePath = findFirefox();
  if (!executablePath) throw new Error('No Firefox was found.');
  const browser = await launch({browser: 'firefox', executablePath});
  const page = await browser.newPage();
  await page.goto(url);
  return {
    evaluate: (expression) => page.evaluate(expression),
    async click(id) {
      const frame = page.frames().find((frame) => frame.parentFrame() === page.mainFrame());
      const target = await frame?.waitForSelector(button(id), {visible: true});
      await target?.click();
    },
    close: () => browser.close(),
  };
}

async function inWebKit(url: string): Promise<Omit<Payer, 'until'>> {
  const {driver, close} = await openWebKit();
  await driver.goto(url);
  const middle = `const box = document.querySelector(arguments[0])?.getBoundingClientRect();
    return box?.width ? [box.left + box.width / 2, box.top + box.height / 2] : null`;
  return {
    evaluate: (expression) => driver.run(`return ${expression}`),
    async click(id) {
      await driver.enter((await driver.run(`return ${FRAME}`)) as ElementReference);
      let point: unknown;
      await soon(`${id} is there`, async () => (point = await driver.run(middle, button(id))));
      const [x, y] = point as [number, number];
      await driver.pointTo(Math.round(x), Math.round(y));
      await driver.pointer(['pointerDown', 'pointerUp']);
      await driver.enter(null);
    },
    close,
  };
}
