export interface OrderCreatedData {
  readonly order_id: string;
  readonly created_at: string;
  readonly buyer_address: string;
  readonly seller_address: string;
  readonly send_amount: string;
  readonly receive_amount: string;
  readonly uniqueness_amount: string;
  readonly receiving_chain_id: string;
  readonly zelle_address: string;
}

export interface TransactionSuccessData {
  readonly amount: string;
  readonly token: string;
  readonly chain: string;
  readonly walletAddress: string;
  readonly sendAmount: string;
  readonly transactionHash: string;
  readonly basescanLink: string;
}

export interface PaymentCreatedData {
  readonly id: string;
  readonly lifespan: number;
  readonly order: null;
  readonly urlParams: string;
  readonly paymentLinkURL: string;
  readonly status: 'pending' | 'consumed';
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A message as the partner's page posts it. */
export interface PartnerMessage<T extends string = string, D = unknown> {
  readonly type: T;
  readonly data?: D;
}

const WALLET = '0x52908400098527886E0F7030069857D2E4169EE7';
const HASH = '0x9fc76417374aa880d4449a1f7f31ec597f00b1f6f3dd2d66f4c9c6c445836d8b';
const EXPLORER_URL = `https://basescan.org/tx/${HASH}`;
const LINK_PARAMS = `address=${WALLET}&amount=100&access_token=sample-token`;

/** A sample of every message that the partner documents, each field changeable: `messages.orderCreated({order_id: 'mine'})`. */
export const messages = {
  orderCreated: (
    overrides: Partial<OrderCreatedData> = {},
  ): Required<PartnerMessage<'ORDER_CREATED', OrderCreatedData>> => ({
    type: 'ORDER_CREATED',
    data: {
      order_id: '5f0c2a31-7c1e-4f6e-9a53-2d3b7a6c9e10',
      created_at: new Date().toISOString(),
      buyer_address: WALLET,
      seller_address: '0x8617E340B3D01FA5F11F306F4090FD50E238070D',
      send_amount: '100.00',
      receive_amount: '100.00',
      uniqueness_amount: '0.03',
      receiving_chain_id: '8453',
      zelle_address: 'pay@sandbox.test',
      ...overrides,
    },
  }),

  transactionSuccess: (
    overrides: Partial<TransactionSuccessData> = {},
  ): Required<PartnerMessage<'TRANSACTION_SUCCESS', TransactionSuccessData>> => ({
    type: 'TRANSACTION_SUCCESS',
    data: {
      amount: '100.00',
      token: 'USDC',
      chain: 'Base',
      walletAddress: WALLET,
      sendAmount: '100.00',
      transactionHash: HASH,
      basescanLink: EXPLORER_URL,
      ...overrides,
    },
  }),

  paymentCreated: (
    overrides: Partial<PaymentCreatedData> = {},
  ): Required<PartnerMessage<'PAYMENT_CREATED', PaymentCreatedData>> => ({
    type: 'PAYMENT_CREATED',
    data: {
      id: 'b0a7c7a2-91d4-4a0b-8a38-0f3f1d7d2c55',
      lifespan: 86_400_000,
      order: null,
      urlParams: LINK_PARAMS,
      paymentLinkURL: `https://app-partner.phoenix.market/?${LINK_PARAMS}`,
      status: 'pending',
      createdAt: new Date().toISOString(),
      updatedAt: new Date().toISOString(),
      ...overrides,
    },
  }),

  cancel: (): PartnerMessage<'CANCEL'> => ({type: 'CANCEL'}),

  userDone: (): PartnerMessage<'USER_DONE'> => ({type: 'USER_DONE'}),

  /** As one page of the documentation shows it: `data.url` within the message. */
  openExplorerUrl: (
    url: string = EXPLORER_URL,
  ): Required<PartnerMessage<'OPEN_EXPLORER_URL', {readonly url: string}>> => ({
    type: 'OPEN_EXPLORER_URL',
    data: {url},
  }),

  /** As the code of two other pages reads it: `url` beside `type`. */
  openExplorerUrlFlat: (url: string = EXPLORER_URL): {readonly type: 'OPEN_EXPLORER_URL'; readonly url: string} => ({
    type: 'OPEN_EXPLORER_URL',
    url,
  }),

  /** Named in one code example; its payload is not documented. */
  paymentFailed: (data?: unknown): PartnerMessage<'PAYMENT_FAILED'> => optional('PAYMENT_FAILED', data),

  /** Named in one code example; its payload is not documented. */
  paymentCancelled: (data?: unknown): PartnerMessage<'PAYMENT_CANCELLED'> => optional('PAYMENT_CANCELLED', data),

  /** A type that nobody has documented yet: the partner may send new ones at any time. */
  unknown: (type = 'SOMETHING_NEW', data: unknown = {since: 'today'}): PartnerMessage => optional(type, data),
} as const;

function optional<T extends string>(type: T, data: unknown): PartnerMessage<T> {
  return data === undefined ? {type} : {type, data};
}
