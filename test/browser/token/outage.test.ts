import {expect} from '@open-wc/testing';
import type {Answer} from './support/fake-backend.js';
import {HOUR, MINUTE, SECOND, world} from './support/payer.js';

const it$ = world();
const asked = (): number => it$.backend.asked.length;

const portal: Answer = {headers: {'content-type': 'text/html'}, body: '<!doctype html><title>Log in</title>'};

describe('A failure, with no token in hand', () => {
  for (const [name, answer, code] of [
    ['500', {status: 500}, 'token-server'],
    ['429', {status: 429}, 'token-rate-limited'],
    ['401', {status: 401}, 'token-unauthorized'],
    ['a reset', 'reset', 'token-network'],
    ['a portal', portal, 'token-malformed'],
    ['null', {body: null}, 'token-malformed'],
    ['a hang', 'hang', 'token-timeout'],
  ] as const)
    it(`${name}: shows at once and after one request`, async () => {
      it$.backend.answer = () => answer;
      const payer = it$.payer();
      await it$.clock.pass(name === 'a hang' ? 10 * SECOND : 0);
      expect(payer.errors).to.deep.equal([`${code}!`]);
      await it$.clock.pass(24 * HOUR);
      expect(asked()).to.equal(1);
      expect(it$.clock.timers).to.equal(0);
      it$.backend.answer = () => it$.backend.token();
      it$.page.goOnline();
      await it$.clock.pass(0);
      expect(payer.token.state.is, 'healed on online').to.equal(code === 'token-unauthorized' ? 'failed' : 'held');
    });

  it('is tried again when the payer asks, once per wish', async () => {
    it$.backend.answer = () => ({status: 500});
    const payer = it$.payer();
    await it$.clock.pass(0);
    const wish = payer.token.ask('retry') as Promise<void>;
    expect(payer.token.state.is).to.equal('requesting');
    const error = await wish.then(
      () => null,
      (reason: {code: string; attempt: number}) => reason,
    );
    expect(error).to.include({code: 'token-server', attempt: 2});
    expect(asked()).to.equal(2);
  });

  it('leaves alone an endpoint that has asked for it, whatever wakes the page', async () => {
    it$.backend.answer = () => ({status: 429, headers: {'retry-after': '600'}});
    it$.payer();
    await it$.clock.pass(MINUTE);
    it$.page.goOnline();
    it$.page.hide();
    it$.page.show();
    await it$.clock.pass(MINUTE);
    expect(asked()).to.equal(1);
    await it$.clock.pass(9 * MINUTE);
    it$.page.show();
    await it$.clock.pass(0);
    expect(asked()).to.equal(2);
  });

  it('makes no loop with a page that renders anew, with a new function, upon every error', async () => {
    let calls = 0;
    const render = (): void =>
      void payer.use({
        fetchToken: async () => {
          calls++;
          throw new Error('down');
        },
      });
    const payer = it$.payer({fetchToken: async () => it$.backend.token().body as object});
    await it$.clock.pass(0);
    const told = payer.refused.push.bind(payer.refused);
    payer.refused.push = (...errors) => {
      queueMicrotask(render);
      return told(...errors);
    };
    render();
    await it$.clock.pass(HOUR + MINUTE);
    expect(calls, 'tries with growing pauses').to.be.within(3, 40);
    expect(payer.errors.at(-1)).to.equal('token-network!');
    expect(payer.errors.filter((error) => error.endsWith('!'))).to.have.lengthOf(1);
  });
});
