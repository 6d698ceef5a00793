import {alarm, now} from '../clock.js';

/** What a probe can tell: a refusal by the host's own `connect-src` proves nothing. */
export type Reach = 'reached' | 'unreached' | 'unknown';

/** For one probe, in ms. A partner that accepts and never answers is no failure to reach it. */
const PATIENCE = 5000;

/** Origins of which the host's `connect-src` has been seen to forbid the request. */
const forbidden = new Set<string>();

/** One opaque request without token, cookies or path: does anything answer at the partner's origin? */
export async function probe(origin: string, signal: AbortSignal): Promise<Reach> {
  if (forbidden.has(origin)) return 'unknown';
  const call = new AbortController();
  const stop = alarm(now() + PATIENCE, () => call.abort());
  const violation = (event: SecurityPolicyViolationEvent): void => {
    if (event.effectiveDirective === 'connect-src' && event.blockedURI.startsWith(origin)) forbidden.add(origin);
  };
  const end = (): void => call.abort();
  signal.addEventListener('abort', end);
  document.addEventListener('securitypolicyviolation', violation);
  try {
    await fetch(origin, {
      mode: 'no-cors',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: call.signal,
    });
    return 'reached';
  } catch {
    if (call.signal.aborted) return 'unknown';
    // the violation is reported in a task of its own
    await new Promise((resolve) => setTimeout(resolve));
    return forbidden.has(origin) ? 'unknown' : 'unreached';
  } finally {
    stop();
    signal.removeEventListener('abort', end);
    document.removeEventListener('securitypolicyviolation', violation);
  }
}
