import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {messages} from '../../../src/testing/messages.js';
import {arrive} from './buyer.js';
import {until, WALLET} from './support.js';

describe('The payment page', async () => {
  const {sandbox, page, errors, open, heard, click, at} = await arrive();

  it('takes no amount that is none', async () => {
    const frame = await open();
    for (const text of ['', '0', '1.234', 'abc', '-5', '1e3']) {
      await frame.getByTestId('amount').fill(text);
      assert.equal(await frame.getByTestId('continue').isDisabled(), true, text);
    }
    await frame.getByTestId('amount').fill('0.01');
    assert.equal(await frame.getByTestId('continue').isEnabled(), true);
  });

  it('says whether it could copy, so that a host which forbids it is found out', async () => {
    const frame = await open();
    await click(frame, 'continue');
    await click(frame, 'create-order');
    await click(frame, 'copy-zelle');
    await frame.getByText('Copied', {exact: true}).waitFor();
    await page.evaluate('document.querySelector("iframe").allow = ""');
    await page.evaluate(
      'document.querySelector("iframe").contentWindow.location.replace(document.querySelector("iframe").dataset.url)',
    );
    await click(frame, 'continue');
    await click(frame, 'create-order');
    await click(frame, 'copy-zelle');
    await frame.getByText('Not allowed', {exact: true}).waitFor();
    errors.length = 0; // Chromium says that it refused: that is what was asked for.
  });

  it('posts CANCEL, without data, at every cancel', async () => {
    let frame = await open();
    await click(frame, 'cancel');
    await at(frame, 'cancelled');
    assert.deepEqual(await heard(), [{type: 'CANCEL'}]);
    frame = await open();
    await click(frame, 'continue');
    await click(frame, 'create-order');
    await click(frame, 'cancel-order');
    await at(frame, 'cancelled');
    assert.deepEqual(
      (await heard()).map(({type}) => type),
      ['ORDER_CREATED', 'CANCEL'],
    );
  });

  it('posts nothing and takes no focus by merely loading', async () => {
    const frame = await open();
    await frame.getByTestId('sandbox-badge').waitFor();
    assert.deepEqual(await heard(), []);
    assert.equal(await page.evaluate('document.activeElement.tagName'), 'BODY');
  });

  it('walks from order to success to done, with the documented payloads', async () => {
    const frame = await open({amount: '19.9'});
    await click(frame, 'continue');
    await at(frame, 'review');
    await click(frame, 'create-order');
    await at(frame, 'order');
    assert.equal(await frame.getByTestId('exact-amount').innerText(), '$19.93');
    await click(frame, 'sent');
    await at(frame, 'success');
    await click(frame, 'explorer');
    await click(frame, 'done');
    await at(frame, 'finished');
    await page.waitForFunction('heard.length >= 4');
    const [order, success, explorer, done] = await heard();
    assert.equal(order?.type, 'ORDER_CREATED');
    assert.deepEqual(Object.keys(order?.data ?? {}), Object.keys(messages.orderCreated().data));
    assert.ok(Object.values(order?.data ?? {}).every((value) => typeof value === 'string' && value !== ''));
    assert.deepEqual([order?.data?.['buyer_address'], order?.data?.['send_amount']], [WALLET, '19.90']);
    assert.equal(success?.type, 'TRANSACTION_SUCCESS');
    assert.deepEqual(Object.keys(success?.data ?? {}), Object.keys(messages.transactionSuccess().data));
    assert.deepEqual([success?.data?.['walletAddress'], success?.data?.['amount']], [WALLET, '19.90']);
    assert.equal(explorer?.type, 'OPEN_EXPLORER_URL');
    assert.equal(new URL(String(explorer?.data?.['url'])).origin, new URL(sandbox.partnerUrl).origin);
    assert.deepEqual(done, {type: 'USER_DONE'});
  });

  it('makes a payment link only where sharing is on, and the link opens', async () => {
    let frame = await open();
    assert.equal(await frame.getByTestId('create-link').isVisible(), false);
    frame = await open({shareOn: 'true'});
    await click(frame, 'create-link');
    await at(frame, 'link');
    const [{type, data} = {type: ''}] = await heard();
    assert.equal(type, 'PAYMENT_CREATED');
    assert.deepEqual(Object.keys(data ?? {}), Object.keys(messages.paymentCreated().data));
    assert.deepEqual([data?.['lifespan'], data?.['order'], data?.['status']], [86_400_000, null, 'pending']);
    assert.match(String(data?.['urlParams']), /access_token=eyJ/);
    assert.equal((await fetch(String(data?.['paymentLinkURL']))).status, 200);
  });

  it('shows the token in no message but PAYMENT_CREATED, and nowhere on the page', async () => {
    const frame = await open({shareOn: 'true'});
    await click(frame, 'continue');
    await click(frame, 'create-order');
    await click(frame, 'sent');
    await at(frame, 'success');
    await click(frame, 'explorer');
    assert.ok(!JSON.stringify(await heard()).includes('eyJ'));
    assert.ok(!(await frame.locator('body').innerText()).includes('eyJ'));
  });

  it('sends every documented message from the developer’s drawer', async () => {
    const frame = await open();
    await click(frame, 'drawer-toggle');
    const ids = await frame
      .locator('#sends button')
      .evaluateAll((all) => all.map((each) => each.getAttribute('data-testid')));
    for (const id of ids) await click(frame, id ?? '');
    await page.waitForFunction(`heard.length >= ${ids.length}`);
    const all = await heard();
    assert.deepEqual(
      all.map(({type}) => type),
      [
        'ORDER_CREATED',
        'TRANSACTION_SUCCESS',
        'OPEN_EXPLORER_URL',
        'OPEN_EXPLORER_URL',
        'PAYMENT_CREATED',
        'PAYMENT_FAILED',
        'PAYMENT_CANCELLED',
        'CANCEL',
        'USER_DONE',
        'SOMETHING_NEW',
      ],
    );
    assert.deepEqual([typeof all[2]?.data?.['url'], all[2]?.url], ['string', undefined]);
    assert.deepEqual([all[3]?.data, typeof all[3]?.url], [undefined, 'string']);
    await page.keyboard.press('Escape');
    assert.equal(await frame.getByTestId('drawer').isVisible(), false);
  });

  it('can be used although its body never ends', async () => {
    sandbox.faults.set({page: 'never-ends'});
    const frame = await open();
    await click(frame, 'cancel');
    assert.deepEqual(await heard(), [{type: 'CANCEL'}]);
  });

  it('shows nothing where framing is refused', async () => {
    const frame = await open();
    await frame.getByTestId('step-amount').waitFor();
    sandbox.faults.set({page: 'refuses-framing'});
    const before = sandbox.requests.length;
    await page.evaluate(
      `document.querySelector('iframe').contentWindow.location.replace(${JSON.stringify(sandbox.partnerUrl)})`,
    );
    await until(() => sandbox.requests.length > before && sandbox.requests.at(-1)?.status !== null);
    await frame.getByTestId('sandbox-badge').waitFor({state: 'detached'});
    errors.length = 0; // Chromium says that it refused: that is what was asked for.
  });

  // The page’s clock is in the test’s hand from here on.
  it('creates no order with a token that has expired since it was opened', async () => {
    sandbox.faults.set({lifetime: 60});
    await page.clock.install();
    const frame = await open();
    await click(frame, 'continue');
    await page.clock.fastForward(61_000);
    await click(frame, 'create-order');
    await at(frame, 'session-ended');
    assert.deepEqual(await heard(), []);
  });

  it('ends an order after 25 minutes, not before, and starts over', async () => {
    const frame = await open();
    await click(frame, 'continue');
    await click(frame, 'create-order');
    await page.clock.fastForward('24:50');
    await at(frame, 'order');
    assert.match(await frame.getByTestId('countdown').innerText(), /^0:(0\d|10)$/);
    await page.clock.fastForward('00:11');
    await at(frame, 'expired');
    await click(frame, 'start-over');
    await at(frame, 'amount');
  });
});
