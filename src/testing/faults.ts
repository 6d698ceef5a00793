/**
 * Faults have names, the same in the sandbox, in the test kit, on a command line and in JSON. Two take a number:
 * `slow:5000` (milliseconds; plain `slow` is 3000) and `429:30` (seconds of `Retry-After`; plain `429` is 5).
 */
export type OAuthFault =
  'ok' | '401' | '429' | `429:${number}` | '500' | 'malformed' | 'slow' | `slow:${number}` | 'hang' | 'reset';
export type BackendFault = OAuthFault | '403' | 'html-200' | 'expired' | 'same';
export type PageFault = 'ok' | 'refuses-framing' | 'hangs' | '500' | '401' | 'never-ends' | 'slow' | `slow:${number}`;

const OAUTH = ['ok', '401', '429', '500', 'malformed', 'slow', 'hang', 'reset'] as const;
const BACKEND = [...OAUTH, '403', 'html-200', 'expired', 'same'] as const;
const PAGE = ['ok', 'refuses-framing', 'hangs', '500', '401', 'never-ends', 'slow'] as const;

/** Every name, without its number: what a select box lists. */
export const FAULT_NAMES = {oauth: OAUTH, backend: BACKEND, page: PAGE} as const;

export type FaultKind = keyof typeof FAULT_NAMES;
export type FaultName<K extends FaultKind = FaultKind> = (typeof FAULT_NAMES)[K][number];

/** A fault taken apart: its name, and its number where it has one (0 where it has none). */
export interface Fault<K extends FaultKind = FaultKind> {
  readonly name: FaultName<K>;
  readonly amount: number;
}

const DEFAULT_AMOUNTS: Readonly<Record<string, number>> = {slow: 3000, '429': 5};
const LARGEST_AMOUNT = 2 ** 31 - 1;

/** Reads a fault; throws a `TypeError` that names what is known if it is none. */
export function parseFault<K extends FaultKind>(kind: K, value: unknown): Fault<K> {
  const [name = '', amount, ...rest] = typeof value === 'string' ? value.split(':') : [];
  const known: readonly string[] = FAULT_NAMES[kind];
  const standard = DEFAULT_AMOUNTS[name];
  const wellFormed =
    amount === undefined || (standard !== undefined && /^\d{1,10}$/.test(amount) && Number(amount) <= LARGEST_AMOUNT);
  if (!known.includes(name) || !wellFormed || rest.length > 0) {
    const names = known.map((each) => (DEFAULT_AMOUNTS[each] === undefined ? each : `${each}[:number]`)).join(', ');
    throw new TypeError(`${kind}: unknown fault ${show(value)}. Known: ${names}.`);
  }
  return {name: name as FaultName<K>, amount: amount === undefined ? (standard ?? 0) : Number(amount)};
}

/** A value for an error message, short and on one line. */
export function show(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 60);
}
