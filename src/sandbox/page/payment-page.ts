import {messages} from '../../testing/messages.js';
import {paymentCss} from './css.js';
import {drawerHtml, drawerScript, drawerToggle} from './drawer.js';
import {framed, type Theme} from './frame.js';
import {paymentHtml} from './payment-html.js';
import {paymentScript} from './payment-script.js';

export interface PaymentFacts {
  readonly address: string;
  readonly amount: string;
  /** Milliseconds that the access token has left. */
  readonly expiresIn: number;
}

/** The payment page for one buyer: everything in one answer, nothing from elsewhere. */
export function paymentPage(nonce: string, theme: Theme, url: URL, {address, amount, expiresIn}: PaymentFacts): string {
  const query = url.searchParams;
  const order = messages.orderCreated({buyer_address: address, send_amount: amount, receive_amount: amount}).data;
  const success = messages.transactionSuccess({walletAddress: address, amount, sendAmount: amount}).data;
  const link = messages.paymentCreated({urlParams: query.toString(), paymentLinkURL: url.href}).data;
  const data = {
    facts: {
      address,
      amount,
      expiresIn,
      share: query.get('shareOn') === 'true',
      privateMatching: query.get('onlyPrivateMatching') === 'true',
    },
    order,
    success,
    paymentLink: link,
    samples: [
      sample('ORDER_CREATED', '', {type: 'ORDER_CREATED', data: order}),
      sample('TRANSACTION_SUCCESS', '', {type: 'TRANSACTION_SUCCESS', data: success}),
      sample('OPEN_EXPLORER_URL', 'data.url', messages.openExplorerUrl(`${url.origin}/__sandbox/tx/sample`)),
      sample('OPEN_EXPLORER_URL-flat', 'url', messages.openExplorerUrlFlat(`${url.origin}/__sandbox/tx/sample`)),
      sample('PAYMENT_CREATED', '', {type: 'PAYMENT_CREATED', data: link}),
      sample('PAYMENT_FAILED', 'undocumented', messages.paymentFailed()),
      sample('PAYMENT_CANCELLED', 'undocumented', messages.paymentCancelled()),
      sample('CANCEL', '', messages.cancel()),
      sample('USER_DONE', '', messages.userDone()),
      sample('UNKNOWN', 'an unknown type', messages.unknown()),
    ],
  };
  return framed({
    nonce,
    title: 'Payment',
    theme,
    css: paymentCss,
    main: paymentHtml,
    footer: drawerToggle,
    after: `${drawerHtml}
<script type="application/json" id="facts">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>
<script nonce="${nonce}">(() => {${paymentScript}${drawerScript}})();</script>`,
  });
}

function sample(id: string, note: string, message: unknown) {
  return {id, note, message};
}
