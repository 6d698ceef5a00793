import {createHmac} from 'node:crypto';
import {SECRET} from './fake-upstream.js';

export const NOW = Date.parse('2025-07-01T12:00:00Z');
const URL = 'https://shop.example/webhooks/phoenix';
export const EVENT = {
  event: 'order_status_updated',
  id: 'evt_1',
  timestamp: '2025-07-01T11:59:59Z',
  data: {orderId: 'o-1', orderStatus: 'fulfilled', order: {amount: '100'}},
};
export const BODY = JSON.stringify(EVENT);

const sign = (body: string, timestamp: string, secret = SECRET) =>
  createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');

export const signed = (body: string = BODY, {at = NOW, secret = SECRET}: {at?: number; secret?: string} = {}) => ({
  'content-type': 'application/json',
  'x-webhook-timestamp': String(at),
  'x-webhook-signature': sign(body, String(at), secret),
});

export const delivery = (headers: Record<string, string>, body: BodyInit = BODY, method = 'POST') =>
  new Request(URL, method === 'GET' ? {headers} : {method, headers, body});

export const options = {clientSecret: SECRET, now: () => NOW};
