/** What the partner's page shows. */
export interface Page {
  /** Equal for pages that are equal in all but their theme, and whose tokens come from the same place. */
  readonly key: string;
  readonly partnerUrl: string;
  readonly address: string;
  readonly amount: string;
  readonly theme: 'light' | 'dark' | undefined;
  /** The theme is the reader's, and may change by itself. */
  readonly auto: boolean;
  readonly share: boolean;
  readonly privateMatching: boolean;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * The URL of one load: `address`, `amount`, `access_token`, the element's own options, then `params` and the partner URL's own
 * query, neither of which can override those before. Source: Phoenix's integration page.
 */
export function frameUrl(page: Page, token: string): string {
  const url = new URL(page.partnerUrl);
  const own = {
    address: page.address,
    amount: page.amount,
    access_token: token,
    theme: page.theme,
    shareOn: page.share && 'true',
    onlyPrivateMatching: page.privateMatching && 'true',
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(own)) if (value) query.set(name, value);
  const rest = [...url.searchParams, ...Object.entries(page.params)];
  for (const [name, value] of rest) if (!Object.hasOwn(own, name)) query.append(name, value);
  url.search = query.toString();
  return url.href;
}
