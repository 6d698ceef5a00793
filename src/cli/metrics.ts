import type {BrokerStats} from '../server/index.js';

const COUNTERS: readonly [keyof BrokerStats, string, string][] = [
  ['hits', 'hits_total', 'Callers served from memory.'],
  ['waits', 'waits_total', 'Callers that had to wait for a token.'],
  ['refreshes', 'refreshes_total', 'Tokens fetched from Phoenix.'],
  ['adoptions', 'adoptions_total', 'Tokens taken over from another broker.'],
  ['failures', 'failures_total', 'Requests to Phoenix that failed.'],
  ['storeFailures', 'store_failures_total', 'Operations of the shared store that failed.'],
  ['refusals', 'refusals_total', 'Requests that were refused.'],
];
const GAUGES: readonly [keyof BrokerStats, string, string][] = [
  ['age', 'token_age_seconds', 'Since the token was asked for.'],
  ['expiresIn', 'token_expires_in_seconds', 'What the token has left.'],
];

/** Prometheus' text format 0.0.4. A gauge that is not known is left out. */
export function metricsText(stats: BrokerStats): string {
  const line = ([field, name, help]: (typeof COUNTERS)[number], type: string): string =>
    stats[field] === null
      ? ''
      : `# HELP phoenix_payment_${name} ${help}\n# TYPE phoenix_payment_${name} ${type}\nphoenix_payment_${name} ${stats[field]}\n`;
  return COUNTERS.map((row) => line(row, 'counter')).join('') + GAUGES.map((row) => line(row, 'gauge')).join('');
}
