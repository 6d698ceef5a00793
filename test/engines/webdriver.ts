/** Keys that print nothing, by the names that `KeyboardEvent.key` has for them. */
const KEYS: Readonly<Record<string, string>> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Escape: '\uE00C',
  Space: ' ',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
};
const BUTTONS = {left: 0, middle: 1, right: 2};

export type MouseButton = keyof typeof BUTTONS;
export type ElementReference = Readonly<Record<'element-6066-11e4-a52e-4f735466cecf', string>>;

/** A browser that is driven by WebDriver (https://www.w3.org/TR/webdriver2/), as far as tests need it. */
export class WebDriver {
  readonly #session: string;
  readonly version: string;

  private constructor(session: string, version: string) {
    this.#session = session;
    this.version = version;
  }

  static async open(driver: string, capabilities: object): Promise<WebDriver> {
    const answer = (await send(`${driver}/session`, 'POST', {capabilities: {alwaysMatch: capabilities}})) as {
      sessionId: string;
      capabilities: {browserVersion: string};
    };
    return new WebDriver(`${driver}/session/${answer.sessionId}`, answer.capabilities.browserVersion);
  }

  goto(url: string): Promise<unknown> {
    return send(`${this.#session}/url`, 'POST', {url});
  }

  run(script: string, ...args: unknown[]): Promise<unknown> {
    return send(`${this.#session}/execute/sync`, 'POST', {script, args});
  }

  /** Lets what follows happen in a frame, or in the page again. */
  enter(frame: ElementReference | null): Promise<unknown> {
    return send(`${this.#session}/frame`, 'POST', {id: frame});
  }

  setWindow(width: number, height: number): Promise<unknown> {
    return send(`${this.#session}/window/rect`, 'POST', {width, height});
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.key(['keyDown', 'keyUp'], key);
  }

  key(types: ('keyDown' | 'keyUp')[], key: string): Promise<unknown> {
    return this.#act(
      'key',
      'keyboard',
      types.map((type) => ({type, value: KEYS[key] ?? key})),
    );
  }

  /** With a small move before: WebKit does not look anew at what lies under a mouse that was there already. */
  pointTo(x: number, y: number): Promise<unknown> {
    const to = (x: number): object => ({type: 'pointerMove', duration: 0, x, y});
    return this.#act('pointer', 'mouse', [to(x + 1), to(x)]);
  }

  pointer(types: ('pointerDown' | 'pointerUp')[], button: MouseButton = 'left'): Promise<unknown> {
    return this.#act(
      'pointer',
      'mouse',
      types.map((type) => ({type, button: BUTTONS[button]})),
    );
  }

  close(): Promise<unknown> {
    return send(this.#session, 'DELETE');
  }

  #act(type: string, id: string, actions: object[]): Promise<unknown> {
    return send(`${this.#session}/actions`, 'POST', {actions: [{type, id, actions}]});
  }
}

async function send(url: string, method: string, body?: object): Promise<unknown> {
  const response = await fetch(url, {method, ...(body && {body: JSON.stringify(body)})});
  const {value} = (await response.json()) as {value: {error?: string; message?: string} | null};
  if (!response.ok) throw new Error(`WebDriver: ${value?.error}: ${value?.message}`);
  return value;
}
