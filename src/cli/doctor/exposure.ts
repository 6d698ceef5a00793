import {FOREIGN, type Evidence} from './examine.js';
import {fail, info, pass, warn, type Finding} from './finding.js';
import {tokenOf} from './shape.js';

/** Caches: a token that is stored is served to the next user, or when it is dead. */
export function checkCaching({plain}: Evidence): Finding[] {
  const control = plain.headers.get('cache-control') ?? '';
  const age = plain.headers.get('age');
  const findings = [
    /\bno-store\b/i.test(control)
      ? pass('no-store', control)
      : fail('no-store', control ? `Cache-Control: ${control}` : 'no Cache-Control', 'answer Cache-Control: no-store'),
  ];
  if (age !== null)
    findings.push(
      fail('cached', `Age: ${age}: a cache has answered`, 'exclude this route from the cache before the server'),
    );
  return findings;
}

/** Which pages may read the answer. */
export function checkCors(evidence: Evidence): Finding[] {
  const {foreign, foreignPreflight, own, ownPreflight, patient} = evidence;
  const allowed = foreign.headers.get('access-control-allow-origin');
  const preflight = foreignPreflight.headers.get('access-control-allow-origin');
  const withCookies = foreign.headers.get('access-control-allow-credentials') === 'true';
  const findings: Finding[] = [];
  if (allowed === FOREIGN || preflight === FOREIGN)
    findings.push(
      fail(
        'cors',
        `any origin is allowed${withCookies ? ', with cookies: every site gets your users’ token' : ''}`,
        'compare Origin with a list of exact origins',
      ),
    );
  else if (allowed === '*' || preflight === '*')
    findings.push(
      fail(
        'cors',
        'Access-Control-Allow-Origin: * gives the token to every site',
        'list exact origins, or none for a page of the same origin',
      ),
    );
  else findings.push(pass('cors', 'a page of another origin cannot read it'));
  if (own && ownPreflight) findings.push(...checkOwn(evidence, patient.origin ?? ''));
  return findings;
}

function checkOwn({own, ownPreflight}: Evidence, origin: string): Finding[] {
  if (!own || !ownPreflight) return [];
  const exact = own.headers.get('access-control-allow-origin') === origin && tokenOf(own);
  if (!exact)
    return [
      fail(
        'cors-own',
        `${origin} cannot read it (${own.status})`,
        `answer Access-Control-Allow-Origin: ${origin}, and Vary: Origin`,
      ),
    ];
  const exposed = own.headers.get('access-control-expose-headers') ?? '';
  return [
    pass('cors-own', `${origin} may read it`),
    /\borigin\b/i.test(own.headers.get('vary') ?? '')
      ? pass('cors-vary', 'Vary: Origin')
      : warn('cors-vary', 'no Vary: Origin', 'answer Vary: Origin, or a cache mixes up origins'),
    /\bdate\b/i.test(exposed)
      ? pass('cors-date', 'pages can read the clock')
      : warn('cors-date', 'pages cannot read Date', 'answer Access-Control-Expose-Headers: Date, Age, Retry-After'),
    ownPreflight.headers.get('access-control-allow-origin') === origin && ownPreflight.status < 300
      ? pass('cors-preflight', `${ownPreflight.status}`)
      : warn('cors-preflight', `${ownPreflight.status}`, 'answer OPTIONS: the element’s `headers` cause a preflight'),
  ];
}

/** Who can make it answer without being meant to. */
export function checkAccess({plain, crossSite, callback, anonymous}: Evidence): Finding[] {
  const findings: Finding[] = [];
  if (tokenOf(anonymous ?? plain))
    findings.push(
      warn(
        'authorize',
        'it gives the token to anybody who asks, logged in or not',
        'ask for your session first, unless your checkout is open to the public',
      ),
    );
  else if (anonymous) findings.push(pass('authorize', `without credentials it answers ${anonymous.status}`));
  findings.push(
    tokenOf(crossSite)
      ? warn(
          'cross-site',
          'it answers what another site has caused (Sec-Fetch-Site: cross-site, no CORS)',
          'refuse Sec-Fetch-Site other than same-origin and none, unless the Origin is listed',
        )
      : pass('cross-site', `what another site causes is answered ${crossSite.status}`),
  );
  if (/^\s*(\/\*.*?\*\/)?\s*(typeof\s+)?doctor\b/s.test(callback.text))
    findings.push(
      fail('jsonp', 'it answers JSONP: a script tag on any site reads the token', 'take the callback parameter away'),
    );
  if (!/\bnosniff\b/i.test(plain.headers.get('x-content-type-options') ?? ''))
    findings.push(info('nosniff', 'no X-Content-Type-Options: nosniff'));
  return findings;
}

/** Cookies that the answer sets. */
export function checkCookies({plain, patient}: Evidence): Finding[] {
  const cookies = plain.headers.getSetCookie();
  if (!cookies.length) return [pass('cookies', 'it sets none')];
  return cookies.map((cookie) => {
    const name = cookie.split('=', 1)[0] ?? '';
    const missing = ['HttpOnly', 'SameSite', ...(patient.url.startsWith('https:') ? ['Secure'] : [])].filter(
      (attribute) => !new RegExp(`;\\s*${attribute}\\b`, 'i').test(cookie),
    );
    return missing.length
      ? warn(
          'cookies',
          `it sets ${name} without ${missing.join(', ')}`,
          'a token endpoint needs to set no cookie; if it does, with all three',
        )
      : info('cookies', `it sets ${name}`);
  });
}
