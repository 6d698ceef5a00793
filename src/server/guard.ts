/** What the guard looks at. */
export interface Asked {
  readonly method: string;
  /** A header of the request, by its lower-case name. */
  header(name: string): string | null | undefined;
  /** Host and port that were asked for. */
  host(): string | null | undefined;
}

export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
}

export interface Verdict {
  /** To be sent with any answer, refusals too: else a page could not even read the status. */
  readonly headers: Readonly<Record<string, string>>;
  readonly refusal?: Refusal;
  /** Answer 204 and stop: no credentials come with a preflight. */
  readonly preflight?: true;
}

const VARY = {vary: 'Origin, Sec-Fetch-Site'} as const;
const ALLOW = {allow: 'GET, OPTIONS'} as const;

const METHOD: Refusal = {
  status: 405,
  code: 'method-not-allowed',
  title: 'Method not allowed',
  detail: 'Only GET and OPTIONS are answered here.',
};
const ORIGIN: Refusal = {
  status: 403,
  code: 'origin-refused',
  title: 'Origin refused',
  detail: 'Pages of this origin get no token. The integrator can list it in allowedOrigins.',
};
const SITE: Refusal = {
  status: 403,
  code: 'site-refused',
  title: 'Request refused',
  detail: 'Another site caused this request, in a way that sends no Origin. A page asks with fetch, in CORS mode.',
};

/**
 * Who may ask, before it comes to who the user is. `allowedOrigins` are exact; pages of the endpoint's own origin need no
 * entry. Throws a TypeError for an entry that could never match, or would match everything.
 */
export function createGuard(allowedOrigins: readonly string[]): (asked: Asked) => Verdict {
  const allowed = new Map(allowedOrigins.map((origin) => [checkOrigin(origin), corsHeaders(origin)]));
  return (asked) => {
    const origin = asked.header('origin');
    const headers = (origin && allowed.get(origin)) || VARY;
    const listed = headers !== VARY;
    if (asked.method !== 'GET' && asked.method !== 'OPTIONS') return {headers: {...headers, ...ALLOW}, refusal: METHOD};
    if (origin && !listed && !isOwn(origin, asked)) return {headers, refusal: ORIGIN};
    if (asked.method === 'OPTIONS') return {headers: {...preflight(asked, headers, listed), ...ALLOW}, preflight: true};
    const site = asked.header('sec-fetch-site');
    // `none`: the user opened the address himself. Without the header it is no browser, or an old one.
    if (site && !listed && site !== 'same-origin' && site !== 'none') return {headers, refusal: SITE};
    return {headers};
  };
}

/** Behind a proxy that ends TLS the schemes differ, so hosts are compared; a browser's own word counts more. */
function isOwn(origin: string, asked: Asked): boolean {
  const site = asked.header('sec-fetch-site');
  if (site) return site === 'same-origin';
  const host = asked.host();
  return !!host && (origin === `https://${host}` || origin === `http://${host}`);
}

/** `Date`, `Age` and `Retry-After` are not CORS-safelisted, and the element reads the server's clock from them. */
const corsHeaders = (origin: string): Readonly<Record<string, string>> => ({
  ...VARY,
  'access-control-allow-origin': origin,
  'access-control-allow-credentials': 'true',
  'access-control-expose-headers': 'Date, Age, Retry-After',
});

function preflight(asked: Asked, headers: Readonly<Record<string, string>>, listed: boolean): Record<string, string> {
  if (!listed) return {...headers};
  const wanted = asked.header('access-control-request-headers');
  return {
    ...headers,
    vary: `${VARY.vary}, Access-Control-Request-Headers`,
    'access-control-allow-methods': 'GET',
    // Integrators send headers of their own (CSRF, tenant); with an exact origin there is nothing to gain by a list.
    ...(wanted && /^[\w!#$%&'*+.^`|~, -]{1,1024}$/.test(wanted) && {'access-control-allow-headers': wanted}),
    'access-control-max-age': '7200',
  };
}

function checkOrigin(origin: string): string {
  let exact: string | undefined;
  try {
    exact = new URL(origin).origin;
  } catch {
    // Said below.
  }
  if (exact === origin) return origin;
  const hint = origin === '*' ? 'a wildcard would give the token to every site' : 'scheme, host and port, no slash';
  throw new TypeError(`allowedOrigins: ${JSON.stringify(origin)} is not an exact origin (${hint})`);
}
