import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {chromium, type Browser, type Page} from 'playwright-core';
import {findBrowser} from '../../support/find-browser.js';
import {everythingServed, fakePhoenix, startDemo, type Demo} from './support.js';

const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
] as const;

describe('the demo of the sandbox', () => {
  let demo: Demo;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  before(async () => {
    [demo, browser] = await Promise.all([
      startDemo(),
      chromium.launch({executablePath: findBrowser(), args: [...QUIET]}),
    ]);
    page = await browser.newPage();
    page.on('pageerror', ({message}) => errors.push(message));
    page.on('console', (entry) => ['error', 'warning'].includes(entry.type()) && errors.push(entry.text()));
  });
  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  const told = (text: string | RegExp) => page.locator('#story li', {hasText: text}).first().waitFor({timeout: 20_000});
  const press = (name: string) => page.getByRole('button', {name}).click();
  const frame = () => page.locator('phoenix-payment').locator('iframe:not([inert])').contentFrame();
  const open = async (): Promise<void> => {
    await page.goto(demo.origin);
    await told('The payment page is there.');
    await press('Put everything back');
    await press('Clear');
  };

  it('starts without a warning and says what it is', () => {
    assert.match(demo.printed(), /The sandbox: no real money/);
    assert.doesNotMatch(demo.printed(), /warn|error|deprecated/i);
  });

  it('serves the sandbox’s token on its own origin', async () => {
    const response = await fetch(`${demo.origin}/api/token`);
    assert.deepEqual(Object.keys((await response.json()) as object), ['access_token']);
    assert.ok(response.headers.get('date'));
  });

  it('walks through a payment and tells it in words, without the token', async () => {
    await open();
    for (const id of ['continue', 'create-order', 'sent', 'done']) await frame().getByTestId(id).click();
    await told(/^.*Order .* over \$100\.00/);
    await told(/Paid: 100\.00 USDC sent/);
    await told('The buyer is done.');
    await told('The payment is closed.');
    assert.ok(await page.getByText('This is the sandbox: no real money.').isVisible());
    assert.doesNotMatch(await page.content(), /eyJ/);
    assert.deepEqual(errors.splice(0), []);
  });

  it('sleeps, and nobody sees that the frame was replaced', async () => {
    await open();
    await press('Sleep the laptop for an hour');
    await told('You closed the laptop for an hour');
    await told('Back again, and it was time: a new token came');
    await told('Nobody had used the frame, so it was replaced unseen.');
    assert.equal(await page.locator('#gauge-state').textContent(), 'ready');
  });

  it('moves the clock, and the server says that no time has passed', async () => {
    await open();
    await press('Clock + 1 h');
    await told('You set the clock forward by an hour.');
    await page.locator('phoenix-payment[state=ready]').waitFor();
    await press('Clock − 1 h');
    await told('You set the clock back by an hour.');
    assert.match((await page.locator('#gauge-left').textContent()) ?? '', /59 min|1 h/);
  });

  it('keeps a backend’s failure from the buyer while a token lives', async () => {
    await press('Backend down for 2 minutes');
    await told('You took the backend down');
    await press('Fetch a new token');
    await told('token-server (500), but the token in hand still lives, so the buyer sees nothing.');
    assert.equal(await page.locator('#gauge-state').textContent(), 'ready');
    await press('Put everything back');
    await page.locator('#what-if-state', {hasText: 'Nothing is out of the ordinary.'}).waitFor();
  });

  it('leaves it to the element to say what is wrong with a setting', async () => {
    await page.getByLabel('amount').fill('1.005');
    await page.getByLabel('amount').press('Tab');
    await page.locator('.field', {hasText: 'not above 0 with at most 2 decimals'}).waitFor();
    await page.getByLabel('amount').fill('25.00');
    await page.getByLabel('amount').press('Tab');
    await page.locator('#gauge-state[data-state=ready]').waitFor();
    assert.match((await page.locator('#markup').textContent()) ?? '', /amount="25\.00"/);
  });
});

describe('the demo of Phoenix itself', () => {
  it('serves a token got with the secret, and the secret nowhere', async () => {
    const secret = 'a-secret-that-must-not-be-served';
    const phoenix = await fakePhoenix();
    const env = {PHOENIX_CLIENT_ID: 'an-id', PHOENIX_CLIENT_SECRET: secret, PHOENIX_TOKEN_URL: phoenix.url};
    const demo = await startDemo(env);
    try {
      const served = await everythingServed(demo.origin, ['/', '/demo/states.html', '/api/token', '/@vite/env']);
      assert.match(served.get('/api/token') ?? '', /"access_token":"upstream-token"/);
      assert.equal((JSON.parse(phoenix.asked[0] ?? '{}') as Record<string, unknown>)['client_secret'], secret);
      assert.match(served.get('/') ?? '', /data-service="phoenix"/);
      assert.match(served.get('/') ?? '', /partner-url="https:\/\/app-partner\.phoenix\.market\/"/);
      assert.ok(served.size > 40, `only ${served.size} addresses were found`);
      const forms = [secret, Buffer.from(secret).toString('base64').replace(/=+$/, '')];
      for (const [path, bytes] of served)
        for (const form of forms) assert.ok(!bytes.includes(form), `${path} holds the secret`);
      assert.ok(!demo.printed().includes(secret));
      assert.match(demo.printed(), /Phoenix itself, with your credentials: real money/);
    } finally {
      await demo.stop();
      phoenix.stop();
    }
  });
});
