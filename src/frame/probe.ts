import {alarm, now} from '../clock.js';

/** What a probe can tell: a refusal by the host's own `connect-src` proves nothing. */
export type Reach = 'reached' | 'unreached' | 'unknown';

/** For one probe, in ms. A partner that accepts and never answers is no failure to reach it. */
const PATIENCE = 5000;

/** Origins of which the host's `connect-src` has been seen to forbid the request. */
const forbidden = new Set<string>();

/** One opaque request without token, cookies or path: does anything answer at the partner's origin? */
export async function probe(origin: string, life: AbortSignal): Promise<Reach> {
  if (forbidden.has(origin)) return 'unknown';
  const signal = AbortSignal.any([life, AbortSignal.timeout(PATIENCE)]);
  const note = ({effectiveDirective, blockedURI}: SecurityPolicyViolationEvent): void => {
    if (effectiveDirective === 'connect-src' && blockedURI.startsWith(origin)) forbidden.add(origin);
  };
  document.addEventListener('securitypolicyviolation', note);
  try {
    await fetch(origin, {
      mode: 'no-cors',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal,
    });
    return 'reached';
  } catch {
    // The violation is reported in a task of its own.
    await new Promise<void>((turn) => alarm(now(), turn));
    return signal.aborted || forbidden.has(origin) ? 'unknown' : 'unreached';
  } finally {
    document.removeEventListener('securitypolicyviolation', note);
  }
}
