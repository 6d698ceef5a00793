import type {PhoenixPaymentErrorCode} from './errors.js';
import type {Page} from './frame/frame-url.js';
import type {FetchToken, TokenRequest} from './token/request-token.js';
import {parseUrl} from './url.js';
import {isWalletAddress} from './wallet-address.js';

/** What the element's properties are until they are set. */
export const DEFAULTS = {
  share: false,
  privateMatching: false,
  params: Object.freeze({}),
  partnerUrl: 'https://app-partner.phoenix.market/',
  credentials: 'same-origin',
  refreshMargin: 60,
  tokenTimeout: 10_000,
  frameTimeout: 20_000,
  probe: false,
  loading: 'eager',
  mode: 'inline',
  open: false,
  allow: 'clipboard-write',
} as const;

/** What the element was given, as far as it concerns token and page. */
export interface Settings {
  readonly tokenEndpoint?: string | null | undefined;
  readonly walletAddress?: string | null | undefined;
  readonly amount?: string | null | undefined;
  readonly theme?: 'light' | 'dark' | 'auto' | null | undefined;
  readonly share: boolean;
  readonly privateMatching: boolean;
  readonly params: Readonly<Record<string, string>> | null | undefined;
  readonly partnerUrl?: string | null | undefined;
  readonly credentials: RequestCredentials;
  readonly headers?: HeadersInit | null | undefined;
  readonly fetchToken?: FetchToken | null | undefined;
  readonly refreshMargin: number;
  readonly tokenTimeout: number;
}

export type Config =
  | {readonly is: 'incomplete'}
  | {readonly is: 'invalid'; readonly code: PhoenixPaymentErrorCode}
  | {readonly is: 'complete'; readonly request: TokenRequest; readonly page: Page};

/** A number that makes sense, or the default. */
export const positive = (value: unknown, fallback: number): number => (Number(value) > 0 ? Number(value) : fallback);

/** Reads the settings. `base` resolves a relative endpoint; `dark` tells the reader's wish. Nothing is rounded or mended. */
export function readConfig(settings: Settings, base: string, dark: () => boolean): Config {
  const {tokenEndpoint, walletAddress, amount, theme, fetchToken} = settings;
  if (!walletAddress || !amount || !(tokenEndpoint || fetchToken)) return {is: 'incomplete'};
  const invalid = (code: PhoenixPaymentErrorCode): Config => ({is: 'invalid', code});
  if (!isWalletAddress(walletAddress)) return invalid('address-invalid');
  if (!/^\d+(\.\d{1,2})?$/.test(amount) || !/[1-9]/.test(amount)) return invalid('amount-invalid');
  const endpoint = fetchToken ? null : parseUrl(tokenEndpoint as string, base);
  const headers = settings.headers ? headersOf(settings.headers) : [];
  if (!headers || (!fetchToken && !/^https?:$/.test(endpoint?.protocol ?? ''))) return invalid('endpoint-invalid');
  const partner = parseUrl(settings.partnerUrl || DEFAULTS.partnerUrl);
  if (!partner || !(partner.protocol === 'https:' || (partner.protocol === 'http:' && isLoopback(partner.hostname))))
    return invalid('partner-url-invalid');
  const auto = theme === 'auto';
  const {share, privateMatching} = settings;
  const from = endpoint?.href ?? '';
  return {
    is: 'complete',
    request: {
      endpoint: from,
      credentials: settings.credentials,
      headers,
      fetchToken: fetchToken ?? undefined,
      timeout: positive(settings.tokenTimeout, DEFAULTS.tokenTimeout),
      margin: positive(settings.refreshMargin, DEFAULTS.refreshMargin) * 1000,
    },
    page: {
      endpoint: from,
      partnerUrl: partner.href,
      address: walletAddress,
      amount,
      theme: auto ? (dark() ? 'dark' : 'light') : theme === 'light' || theme === 'dark' ? theme : undefined,
      auto,
      share,
      privateMatching,
      // A copy: it may be changed in place.
      params: {...settings.params},
    },
  };
}

/** In one order and one spelling; `null` if HTTP does not allow one of them. */
function headersOf(init: HeadersInit): TokenRequest['headers'] | null {
  try {
    return [...new Headers(init)];
  } catch {
    return null;
  }
}

/** Where plain http never leaves the machine (RFC 6761, RFC 8252). */
const isLoopback = (host: string): boolean => /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(host);
