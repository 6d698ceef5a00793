import {spawn, type ChildProcess} from 'node:child_process';
import {createServer, type AddressInfo} from 'node:net';
import {findWebKit} from './find-webkit.js';
import {WebDriver} from './webdriver.js';

export interface WebKit {
  readonly name: string;
  readonly driver: WebDriver;
  close(): Promise<void>;
}

/** Opens WebKitGTK's own small browser on a screen of its own, which nobody sees. */
export async function openWebKit(): Promise<WebKit> {
  const programs = findWebKit();
  if (!programs) throw new Error('No WebKitGTK was found: install webkit2gtk-driver and xvfb.');
  const started: ChildProcess[] = [];
  const stop = (): void => {
    for (const child of started.splice(0).reverse()) child.kill();
  };
  process.once('exit', stop);
  try {
    const screen = spawn(programs.screen, ['-displayfd', '3', '-screen', '0', '1400x1200x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    started.push(screen);
    const display = await displayOf(screen);
    const port = await freePort();
    const env = {...process.env, DISPLAY: `:${display}`, GDK_BACKEND: 'x11'};
    const service = spawn(programs.driver, [`--port=${port}`], {stdio: 'ignore', env});
    started.push(service);
    await listening(port, service);
    const driver = await WebDriver.open(`http://127.0.0.1:${port}`, {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': {binary: programs.browser, args: ['--automation']},
    });
    const close = (): Promise<void> => driver.close().then(stop, stop);
    return {name: `WebKitGTK ${driver.version}`, driver, close};
  } catch (error) {
    stop();
    throw error;
  }
}

/** The display that Xvfb has found free. */
const displayOf = (screen: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    screen.stdio[3]?.once('data', (data: Buffer) => resolve(data.toString().trim()));
    screen.once('error', reject).once('exit', (code) => reject(new Error(`Xvfb ended with ${code}.`)));
  });

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listening(port: number, service: ChildProcess): Promise<void> {
  while (service.exitCode === null) {
    try {
      await fetch(`http://127.0.0.1:${port}/status`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error(`WebKitWebDriver ended with ${service.exitCode}.`);
}
