import type {FetchToken} from 'phoenix-payment';

export const WALLET = '0x52908400098527886E0F7030069857D2E4169EE7';

/** The sandbox’s page in the tests, Phoenix’s own otherwise. */
export const PARTNER = new URLSearchParams(location.search).get('partner') ?? 'https://app-partner.phoenix.market/';

export const HEADERS = {'x-shop': 'solid'};

/** Another way to a token than the built-in one. */
export const fetchToken: FetchToken = async ({signal}) => {
  const response = await fetch('/api/token', {signal, headers: {'x-shop': 'function'}});
  return (await response.json()) as {access_token: string};
};

export type Which = 'a' | 'b';
