import type {Evidence} from './examine.js';
import type {Exchange} from './exchange.js';
import {fail, pass, warn, type Finding} from './finding.js';

const EXPECTED = new Set([
  'access_token',
  'accessToken',
  'expires_in',
  'expiresIn',
  'expires_at',
  'expiresAt',
  'token_type',
  'tokenType',
  'scope',
]);
const SECRETIVE = /secret|password|private|refresh|client_?id|api_?key/i;

/** Whether it says more than a browser should know. `secret` is the real one, if the doctor was given it. */
export function checkLeaks(evidence: Evidence, secret: string | undefined): Finding[] {
  const {plain, foreign, foreignPreflight, crossSite, callback, post, anonymous, own, inTurn} = evidence;
  const all = [plain, foreign, foreignPreflight, crossSite, callback, post, anonymous, own, ...inTurn].filter(
    (answer): answer is Exchange => answer !== undefined,
  );
  const findings: Finding[] = [];
  if (secret && all.some((answer) => everything(answer).includes(secret)))
    findings.push(
      fail('secret', 'the client secret stands in an answer', 'change it at once, then take it out of the answer'),
    );

  const names = namesIn(plain.json);
  const secretive = names.filter((name) => SECRETIVE.test(name));
  const others = names.filter((name) => !EXPECTED.has(name) && !SECRETIVE.test(name));
  if (secretive.length)
    findings.push(fail('fields', `the answer has ${secretive.join(', ')}`, 'answer the token and its lifetime only'));
  if (others.length)
    findings.push(warn('fields', `the answer has ${others.join(', ')}`, 'answer the token and its lifetime only'));
  const traces = all.filter(({text}) =>
    /\n\s+at .+:\d+|Traceback \(most recent|stack trace|\.php on line \d+/i.test(text),
  );
  if (traces.length)
    findings.push(
      fail('errors', 'an error answer shows a stack trace', 'turn debugging off, and answer errors without details'),
    );
  return findings.length ? findings : [pass('leaks', 'nothing but the token and its lifetime')];
}

const everything = ({text, headers}: Exchange): string => `${text}\n${JSON.stringify([...headers])}`;

/** The names of all fields, at any depth: deeper than a call stack, if the endpoint means ill. */
function namesIn(json: unknown): string[] {
  const names = new Set<string>();
  const left = [json];
  while (left.length) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (!Array.isArray(value)) for (const name of Object.keys(value)) names.add(name);
    for (const inner of Object.values(value)) left.push(inner);
  }
  return [...names];
}
