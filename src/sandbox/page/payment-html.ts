const CHECK =
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M5 12.5l4.5 4.5L19 7.5"/></svg>';
const CLOCK =
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/></svg>';

const CROSS =
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" aria-hidden="true"><path d="M7 7l10 10M17 7L7 17"/></svg>';

/** A fact and its value, which the script fills in by the value's name. */
function row(term: string, name: string, copy = false): string {
  const button = copy ? `<button class="copy" data-copy="${name}" data-testid="copy-${name}">Copy</button>` : '';
  return `<div><dt>${term}</dt><dd><span class="clip" data-fill="${name}"></span>${button}</dd></div>`;
}

function step(name: string, content: string, classes = ''): string {
  return `<section class="${classes}" data-step="${name}" data-testid="step-${name}" hidden>${content}</section>`;
}

function ending(name: string, mark: string, title: string, text: string, foot = ''): string {
  const top = `<div class="top"></div>${mark}<h1 tabindex="-1">${title}</h1><p>${text}</p>`;
  return step(name, `${top}<div class="foot">${foot}</div>`, 'middle');
}

/** All the steps of the payment; the script shows one at a time. */
export const paymentHtml = [
  step(
    'amount',
    `<h1 tabindex="-1">Buy USDC</h1>
<div class="card amount">
  <label for="amount">You send, with Zelle</label>
  <div class="field"><span>$</span><input id="amount" data-testid="amount" inputmode="decimal" autocomplete="off" aria-describedby="amount-hint"></div>
  <p class="hint" id="amount-hint" role="status"></p>
</div>
<dl class="card">${row('To your wallet', 'wallet')}${row('Network', 'network')}${row('Seller', 'seller')}</dl>
<div class="foot">
  <button class="primary" data-do="review" data-testid="continue">Continue</button>
  <button class="plain" data-do="link" data-testid="create-link" hidden>Get a payment link instead</button>
  <button class="plain" data-do="cancel" data-testid="cancel">Cancel</button>
</div>`,
  ),
  step(
    'review',
    `<h1 tabindex="-1">Check your order</h1>
<dl class="card">${row('You send', 'send')}${row('You get', 'receive')}${row('Fee', 'fee')}${row('Network', 'network')}${row('To your wallet', 'wallet')}</dl>
<p class="note">You pay from your bank’s app with Zelle. The USDC is sent as soon as the money is there.</p>
<div class="foot">
  <button class="primary" data-do="order" data-testid="create-order">Create the order</button>
  <button class="plain" data-do="amount" data-testid="back">Back</button>
</div>`,
  ),
  step(
    'order',
    `<div class="time"><h1 tabindex="-1">Pay with Zelle</h1><span class="clock" role="timer" data-fill="left" data-testid="countdown"></span></div>
<div class="bar"><i></i></div>
<div class="card exact"><small>Send exactly</small><b data-fill="exact" data-testid="exact-amount"></b><small>The last cents mark your payment.</small></div>
<dl class="card">${row('To', 'zelle', true)}${row('Amount', 'exactPlain', true)}${row('Order', 'orderId')}</dl>
<div class="foot">
  <button class="primary" data-do="sent" data-testid="sent">I have sent it</button>
  <button class="plain" data-do="cancel" data-testid="cancel-order">Cancel the order</button>
</div>`,
  ),
  step(
    'waiting',
    `<div class="top"></div><div class="spin"></div><h1 tabindex="-1">Looking for your payment</h1><p>This takes a moment.</p><div class="foot"></div>`,
    'middle',
  ),
  step(
    'success',
    `<div class="top"></div><div class="mark good">${CHECK}</div>
<h1 tabindex="-1"><span data-fill="receive"></span> sent</h1><p>It is on its way to your wallet.</p>
<dl class="card fact">${row('Wallet', 'wallet')}${row('Transaction', 'hash')}</dl>
<div class="foot">
  <button class="primary" data-do="done" data-testid="done">Done</button>
  <button class="plain" data-do="explorer" data-testid="explorer">View on the explorer</button>
</div>`,
    'middle',
  ),
  step(
    'link',
    `<h1 tabindex="-1">Your payment link</h1>
<p>Whoever opens it can pay this amount to your wallet, for 24 hours.</p>
<dl class="card">${row('Link', 'link', true)}${row('Amount', 'send')}${row('To your wallet', 'wallet')}</dl>
<div class="foot">
  <button class="primary" data-do="done" data-testid="link-done">Done</button>
  <button class="plain" data-do="amount" data-testid="link-back">Back</button>
</div>`,
  ),
  ending('cancelled', `<div class="mark">${CROSS}</div>`, 'Cancelled', 'Nothing was sent. You can close this page.'),
  ending('finished', `<div class="mark">${CHECK}</div>`, 'All done', 'You can close this page.'),
  ending(
    'expired',
    `<div class="mark">${CLOCK}</div>`,
    'This order has ended',
    'Its 25 minutes are over. Nothing was sent.',
    `<button class="primary" data-do="amount" data-testid="start-over">Start over</button><button class="plain" data-do="cancel" data-testid="cancel-expired">Cancel</button>`,
  ),
  ending(
    'session-ended',
    `<div class="mark">${CLOCK}</div>`,
    'Your session has ended',
    'The access token of this page has expired. Load the page again to go on.',
    '<button class="plain" data-do="cancel" data-testid="cancel-session">Cancel</button>',
  ),
].join('\n');
