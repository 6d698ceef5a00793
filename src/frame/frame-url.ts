/** What the partner's page shows. */
export interface Page {
  /** Where its tokens come from; empty where a function fetches them. */
  readonly endpoint: string;
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

/** Equal for pages that are equal in all but their theme. Not kept: it would be the largest thing that an element holds. */
export const keyOf = (page: Page | null): string => JSON.stringify({...page, theme: 0, auto: 0});

/**
 * The URL of one load: `address`, `amount`, `access_token`, the element's own options, then `params`, which cannot override the
 * element's own, and what else there is in the partner URL's own query. Source: Phoenix's integration page.
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
  for (const [name, value] of Object.entries(page.params)) if (!(name in own)) query.append(name, value);
  for (const [name, value] of url.searchParams) if (!own[name as keyof typeof own]) query.append(name, value);
  url.search = query.toString();
  return url.href;
}
