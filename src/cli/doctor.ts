import {parseArgs} from 'node:util';
import {examine, type Patient} from './doctor/examine.js';
import {checkExpiry} from './doctor/expiry.js';
import {checkAccess, checkCaching, checkCookies, checkCors} from './doctor/exposure.js';
import type {Finding, Level} from './doctor/finding.js';
import {checkLeaks} from './doctor/leaks.js';
import {checkRepeats} from './doctor/repeats.js';
import {checkMethods, checkShape} from './doctor/shape.js';
import {UsageError, type Io} from './io.js';
import {numberOf} from './settings.js';

/** What `doctor --json` prints. */
export interface Diagnosis {
  readonly url: string;
  readonly healthy: boolean;
  readonly counts: Readonly<Record<Level, number>>;
  readonly findings: readonly Finding[];
}

const MARKS: Readonly<Record<Level, string>> = {pass: '  ok  ', info: ' note ', warn: ' WARN ', fail: ' FAIL '};

/** `phoenix-payment doctor <url>`: 0 healthy, 1 not. */
export async function doctor(args: string[], io: Io): Promise<number> {
  const {patient, json, strict} = read(args);
  const diagnosis = await diagnose(patient, strict, io.env['PHOENIX_CLIENT_SECRET']);
  if (json) io.out(JSON.stringify(diagnosis, null, 2));
  else for (const line of print(diagnosis)) io.out(line);
  return diagnosis.healthy ? 0 : 1;
}

/** Examines a token endpoint. Never rejects. `secret` is looked for in the answers, and sent nowhere. */
export async function diagnose(patient: Patient, strict = false, secret?: string): Promise<Diagnosis> {
  const evidence = await examine(patient);
  const shape = checkShape(evidence);
  const findings = shape.some(({check, level}) => level === 'fail' && (check === 'reachable' || check === 'status'))
    ? [...shape, ...checkLeaks(evidence, secret).filter(({level}) => level !== 'pass')]
    : [
        ...shape,
        ...checkExpiry(evidence),
        ...checkRepeats(evidence),
        ...checkCaching(evidence),
        ...checkCors(evidence),
        ...checkAccess(evidence),
        ...checkCookies(evidence),
        ...checkLeaks(evidence, secret),
        ...checkMethods(evidence),
      ];
  const counts = {pass: 0, info: 0, warn: 0, fail: 0};
  for (const {level} of findings) counts[level]++;
  return {url: patient.url, healthy: counts.fail === 0 && !(strict && counts.warn), counts, findings};
}

function read(args: string[]): {patient: Patient; json: boolean; strict: boolean} {
  const text = {type: 'string'} as const;
  const flag = {type: 'boolean', default: false} as const;
  const {values, positionals} = parseArgs({
    args,
    allowPositionals: true,
    options: {origin: text, header: {...text, multiple: true}, timeout: text, json: flag, strict: flag},
  });
  const [url, ...more] = positionals;
  if (!url || more.length) throw new UsageError('doctor takes one URL. Try: npx phoenix-payment doctor --help');
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new UsageError('the URL must start with http:// or https://');
  if (values.origin !== undefined && (!URL.canParse(values.origin) || new URL(values.origin).origin !== values.origin))
    throw new UsageError('--origin takes scheme, host and port, such as https://shop.example');
  const headers: Record<string, string> = {};
  for (const line of values.header ?? []) {
    const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
    if (!name || value === undefined) throw new UsageError("--header takes 'Name: value'");
    headers[name.toLowerCase()] = value;
  }
  const timeout = numberOf(values.timeout ?? '10000', '--timeout', 1, 600_000);
  const patient = {url, headers, timeout, ...(values.origin !== undefined && {origin: values.origin})};
  return {patient, json: values.json, strict: values.strict};
}

/** What an endpoint says must not move a terminal's cursor, nor fill its screen. */
const printable = (text: string): string => text.replace(/\p{C}/gu, '\u{FFFD}').slice(0, 300);

function* print({url, healthy, counts, findings}: Diagnosis): Generator<string> {
  yield `${url}\n`;
  for (const {check, level, says, mend} of findings) {
    yield `${MARKS[level]} ${check.padEnd(15)} ${printable(says)}`;
    if (mend) yield `${' '.repeat(23)}mend: ${mend}`;
  }
  const [faults, warnings] = [
    `${counts.fail} ${counts.fail === 1 ? 'fault' : 'faults'}`,
    `${counts.warn} ${counts.warn === 1 ? 'warning' : 'warnings'}`,
  ];
  yield `\n${healthy ? 'Healthy' : 'Not healthy'}: ${faults}, ${warnings}. What is expected: docs/backends.md`;
}
