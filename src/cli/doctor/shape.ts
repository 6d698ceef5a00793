import {PROBLEM_JSON, readProblem} from '../../wire/problem.js';
import {readTokenResponse, type TokenAnswer} from '../../wire/token-response.js';
import type {Evidence} from './examine.js';
import {fail, info, pass, warn, type Finding} from './finding.js';
import type {Exchange} from './exchange.js';

/** The token that an answer gives, as the element reads it. */
export const tokenOf = ({status, json}: Exchange): TokenAnswer | null =>
  status === 200 && typeof json === 'object' ? readTokenResponse(json) : null;

/** Whether it answers at all, and in the form of section "What a token endpoint answers" of docs/backends.md. */
export function checkShape({plain, patient}: Evidence): Finding[] {
  const {protocol, hostname} = new URL(patient.url);
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  const transport =
    protocol === 'https:' || loopback
      ? pass('transport', protocol === 'https:' ? 'https' : 'loopback')
      : fail('transport', 'plain http: anybody on the way can read the token', 'serve it over https');
  if (plain.problem) return [transport, fail('reachable', plain.problem, 'start the endpoint, or correct the URL')];
  return [transport, pass('reachable', `answered in ${plain.answered - plain.asked} ms`), ...checkAnswer(plain)];
}

function checkAnswer(plain: Exchange): Finding[] {
  if (plain.status === 401 || plain.status === 403)
    return [
      fail(
        'status',
        `${plain.status}: it does not let the doctor in`,
        "give a test user's credentials: --header 'Cookie: …'",
      ),
    ];
  if (plain.status !== 200) {
    const what = plain.status >= 300 && plain.status < 400 ? 'a redirect' : 'not 200';
    return [fail('status', `${plain.status}: ${what}`, 'answer GET with 200; the token behind it could not be had')];
  }
  const type = plain.headers.get('content-type') ?? '';
  const media = /^application\/([\w.+-]+\+)?json\b/i.test(type)
    ? pass('content-type', type)
    : warn('content-type', type || 'none', 'answer Content-Type: application/json');
  const answer = tokenOf(plain);
  if (answer) return [pass('status', '200'), media, pass('shape', 'a JSON object with access_token')];
  return [
    pass('status', '200'),
    media,
    fail('shape', describeShape(plain), 'answer {"access_token": "…", "expires_in": 3599}'),
  ];
}

function describeShape({json}: Exchange): string {
  if (json === undefined) return 'the body is no JSON';
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return 'the body is no JSON object';
  const token = 'access_token' in json ? json.access_token : 'accessToken' in json ? json.accessToken : undefined;
  if (token === undefined) return 'there is no access_token';
  if (typeof token !== 'string' || !token) return 'access_token is not a string, or empty';
  return 'expires_in or expires_at cannot be read: seconds, and ISO 8601 or epoch time';
}

/** Answers to other methods; no more than a remark. */
export function checkMethods({post}: Evidence): Finding[] {
  return tokenOf(post)
    ? [info('methods', 'POST gives a token too; the element only uses GET')]
    : [pass('methods', `POST is answered ${post.status}${isProblem(post) ? ', with problem details' : ''}`)];
}

const isProblem = ({headers, json}: Exchange): boolean =>
  (headers.get('content-type') ?? '').startsWith(PROBLEM_JSON) && readProblem(json) !== null;
