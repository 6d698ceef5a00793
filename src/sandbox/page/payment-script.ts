/**
 * The payment's script. It is text, because it runs in the partner's page and has to be there without a build step.
 * `facts` stands before it: what the server knows. Posts to '*', as Phoenix's target origin is not documented.
 */
export const paymentScript = `
const {samples, order, success, paymentLink, facts} = JSON.parse(document.getElementById('facts').textContent);
const $ = (selector) => document.querySelector(selector);
const $$ = (selector) => document.querySelectorAll(selector);
const loadedAt = performance.now();
const ORDER_MS = 1500000;
let orderedAt = null;
let orderId = null;

function post(message) {
  parent.postMessage(message, '*');
  $('#last-sent').textContent = JSON.stringify(message, null, 2);
}

function fill(values) {
  for (const [name, value] of Object.entries(values)) {
    for (const element of $$('[data-fill="' + name + '"]')) {
      if (element.textContent !== value) element.textContent = value;
    }
  }
}

function show(step) {
  for (const section of $$('[data-step]')) section.hidden = section.dataset.step !== step;
  document.documentElement.dataset.at = step;
}

/** A buyer who acted is led to the new step's heading; a page that merely loads takes the focus from nobody. */
function go(step) {
  show(step);
  $('[data-step="' + step + '"] h1').focus();
}

const short = (text, head, tail) => text.slice(0, head) + '…' + text.slice(-tail);
const toCents = (text) => {
  const [, whole, part = ''] = /^(\\d{1,9})(?:\\.(\\d{0,2}))?$/.exec(text) ?? [];
  return whole === undefined ? 0 : Number(whole) * 100 + Number(part.padEnd(2, '0'));
};
const toText = (cents) => Math.floor(cents / 100) + '.' + String(cents % 100).padStart(2, '0');
const grouped = (text) => text.replace(/\\B(?=(\\d{3})+(?=\\.))/g, ',');
const randomHash = () => '0x' + Array.from(crypto.getRandomValues(new Uint8Array(32)), (b) => b.toString(16).padStart(2, '0')).join('');

const input = $('#amount');
const cents = () => toCents(input.value.trim());
const amount = () => toText(cents());
const exact = () => toText(cents() + toCents(order.uniqueness_amount));
const hash = randomHash();

function update() {
  const valid = cents() > 0;
  $('.hint').textContent = valid ? 'You get ' + grouped(amount()) + ' USDC' : 'Enter dollars, such as 25.00';
  $('.hint').classList.toggle('bad', !valid);
  input.setAttribute('aria-invalid', String(!valid));
  $('[data-do="review"]').disabled = $('[data-do="link"]').disabled = !valid;
  fill({send: '$' + grouped(amount()), receive: grouped(amount()) + ' USDC', exact: '$' + grouped(exact()), exactPlain: exact()});
}

function tick() {
  if (orderedAt === null) return;
  const left = ORDER_MS - (performance.now() - orderedAt);
  if (left <= 0) {
    orderedAt = null;
    go('expired');
    return;
  }
  const seconds = Math.ceil(left / 1000);
  fill({left: Math.floor(seconds / 60) + ':' + String(seconds % 60).padStart(2, '0')});
  $('.bar i').style.setProperty('--left', String(left / ORDER_MS));
}

const actions = {
  amount() {
    go('amount');
  },
  review() {
    go('review');
  },
  order() {
    // A page that was opened with a token which has since expired can create nothing: hence fresh tokens matter.
    if (performance.now() - loadedAt >= facts.expiresIn) return go('session-ended');
    orderedAt = performance.now();
    orderId = crypto.randomUUID();
    fill({orderId: short(orderId, 8, 4)});
    tick();
    go('order');
    post({type: 'ORDER_CREATED', data: {...order, order_id: orderId, created_at: new Date().toISOString(), send_amount: amount(), receive_amount: amount()}});
  },
  sent() {
    orderedAt = null;
    go('waiting');
    setTimeout(() => {
      go('success');
      post({type: 'TRANSACTION_SUCCESS', data: {...success, amount: amount(), sendAmount: amount(), transactionHash: hash, basescanLink: 'https://basescan.org/tx/' + hash}});
    }, 1200);
  },
  explorer() {
    post({type: 'OPEN_EXPLORER_URL', data: {url: location.origin + '/__sandbox/tx/' + hash}});
  },
  link() {
    const now = new Date().toISOString();
    const params = new URLSearchParams(location.search);
    params.set('amount', amount());
    params.set('paymentLinkId', crypto.randomUUID());
    const url = location.origin + '/?' + params;
    fill({link: short(url, 24, 6)});
    $('[data-copy="link"]').dataset.text = url;
    go('link');
    post({type: 'PAYMENT_CREATED', data: {...paymentLink, id: params.get('paymentLinkId'), urlParams: params.toString(), paymentLinkURL: url, createdAt: now, updatedAt: now}});
  },
  cancel() {
    orderedAt = null;
    go('cancelled');
    post({type: 'CANCEL'});
  },
  done() {
    go('finished');
    post({type: 'USER_DONE'});
  },
};

for (const button of $$('[data-do]')) button.addEventListener('click', () => actions[button.dataset.do]());

for (const button of $$('[data-copy]')) {
  button.addEventListener('click', async () => {
    const text = button.dataset.text ?? button.previousElementSibling.textContent;
    button.textContent = await navigator.clipboard.writeText(text).then(() => 'Copied', () => 'Not allowed');
    setTimeout(() => (button.textContent = 'Copy'), 1600);
  });
}

input.value = facts.amount;
input.addEventListener('input', update);
input.addEventListener('keydown', ({key}) => key === 'Enter' && cents() > 0 && actions.review());
$('[data-do="link"]').hidden = !facts.share;
fill({
  wallet: short(facts.address, 6, 4),
  network: 'Base',
  seller: facts.privateMatching ? 'Your shop’s own' : 'Best match',
  fee: 'None',
  zelle: order.zelle_address,
  hash: short(hash, 8, 6),
});
update();
show('amount');
setInterval(tick, 250);
`;
