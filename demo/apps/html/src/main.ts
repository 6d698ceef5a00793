import 'phoenix-payment';

const partner = new URLSearchParams(location.search).get('partner');
const list = document.querySelector('#app')!;
const payments = document.querySelectorAll('phoenix-payment');
const log = document.querySelector('#log')!;
const ticks = document.querySelector('#ticks')!;
let amount = 100;

function describe() {
  for (const payment of payments) {
    if (partner) payment.partnerUrl = partner;
    payment.params = {order: payment.id};
    payment.amount = amount;
    if (payment.id === 'a') payment.headers = {'x-shop': 'html'};
    else
      payment.fetchToken = async ({signal}) => {
        const response = await fetch('/api/token', {signal, headers: {'x-shop': 'function'}});
        return (await response.json()) as {access_token: string};
      };
  }
}

for (const payment of payments) {
  payment.addEventListener('phoenix-token', ({detail}) => {
    log.textContent += ` ${payment.id}:token:${detail.expiresAt.toISOString()}`;
  });
  payment.addEventListener('phoenix-ready', () => (log.textContent += ` ${payment.id}:ready`));
}
describe();

const press = (id: string, action: () => void) => document.getElementById(id)?.addEventListener('click', action);
press('more', () => {
  amount += 50;
  describe();
});
press('toggle', () => (list.firstElementChild ? list.replaceChildren() : list.append(...payments)));
press('reverse', () => {
  // Where there is `moveBefore` the frames survive; with `insertBefore` those that are moved load again.
  const move = 'moveBefore' in list ? 'moveBefore' : 'insertBefore';
  for (const payment of [...list.children].reverse()) list[move](payment, null);
});
press('tick', () => {
  ticks.textContent = String(Number(ticks.textContent) + 1);
  describe();
});
addEventListener('leave', () => list.remove());
