import {emit} from './events.js';
import {explorerUrl, withheld, type PostedMessage} from './wire/frame-message.js';

/**
 * Turns an accepted message of the partner's page into the element's events, and does what follows from it unless that is
 * prevented. Returns whether the frame is to be closed.
 */
export function publish(target: EventTarget, message: PostedMessage, token: string): boolean {
  const {type} = message;
  const data = withheld(message.data, token);
  const fields = data as Readonly<Record<string, unknown>>;
  emit(target, 'phoenix-message', {type, data});
  switch (type) {
    case 'ORDER_CREATED':
      emit(target, 'phoenix-order-created', fields);
      break;
    case 'TRANSACTION_SUCCESS':
      emit(target, 'phoenix-success', fields);
      break;
    case 'PAYMENT_FAILED':
    case 'PAYMENT_CANCELLED':
      emit(target, 'phoenix-failed', {...fields, type});
      break;
    case 'PAYMENT_CREATED':
      emit(target, 'phoenix-payment-link', fields);
      break;
    case 'CANCEL':
      return emit(target, 'phoenix-cancel', null, true);
    case 'USER_DONE':
      return emit(target, 'phoenix-done', null, true);
    case 'OPEN_EXPLORER_URL': {
      const url = explorerUrl(message);
      if (url && emit(target, 'phoenix-open-url', {url}, true)) open(url, '_blank', 'noopener,noreferrer');
    }
  }
  return false;
}
