import {delay, HttpResponse} from 'msw';
import {faultyAnswer, json, longExpired, type Answer} from './answers.js';
import {parseFault, show, type BackendFault, type OAuthFault} from './faults.js';
import {mintToken, type MintOptions} from './mint.js';

type Side = 'oauth' | 'backend';
type FaultOf<S extends Side> = S extends 'oauth' ? OAuthFault : BackendFault;

/** An answer of your own: `body` as JSON, or as it is if it is a string. */
export interface CustomAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What is answered to one request: a fault by its name, an answer of your own, a `Response`. */
export type Reply<S extends Side> = FaultOf<S> | CustomAnswer | Response;

/** A reply, or a function that gives one: return a promise of your own to hold the answer back. */
export type Step<S extends Side> = Reply<S> | ((request: Request) => Reply<S> | Promise<Reply<S>>);

export interface ScriptOptions<S extends Side> {
  /** Answered first, one step per request; after these, what the side's own switch says. */
  readonly sequence?: readonly Step<S>[];
  /** Seconds that a token lives. Default 3600. */
  readonly lifetime?: number;
  /** Milliseconds by which the server's clock (`Date`, `iat`, `exp`) is ahead. Default 0. */
  readonly clockSkew?: number;
}

/** A request as it was asked. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly credentials: RequestCredentials;
  readonly cache: RequestCache;
  readonly body: string;
}

/** What a scripted handler offers beside being an msw handler. */
export interface ScriptControls<T> {
  /** What was asked, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Answers by another script from the next request on. */
  answer(script: T): void;
  /** Back to the script it was made with, from its first step, with nothing recorded: for `afterEach`. */
  reset(): void;
}

export interface Plan<S extends Side> extends ScriptOptions<S> {
  readonly steady: Step<S>;
}

/** Plays a plan: `resolve` answers one request. `grant` makes the good answer, or refuses. */
export function playScript<S extends Side, T>(
  side: S,
  script: T,
  planOf: (script: T) => Plan<S>,
  grant: (token: string, lifetime: number, body: string) => Answer,
) {
  const requests: RecordedRequest[] = [];
  let plan = checked(side, planOf(script));
  let asked = 0;
  let lastToken: string | null = null;

  const mint = (current: Plan<S>, options?: MintOptions): Promise<string> =>
    mintToken({lifetime: current.lifetime ?? 3600, now: () => clockOf(current), ...options});

  const reply = async (given: Reply<S>, current: Plan<S>, body: string): Promise<Answer | Response> => {
    if (given instanceof Response) return given.clone();
    if (typeof given === 'object') return custom(given);
    const fault = parseFault(side, given);
    if (fault.name === 'hang') return new Promise<never>(() => {});
    if (fault.name === 'reset') return HttpResponse.error();
    if (fault.name === 'slow') await delay(fault.amount);
    const bad = faultyAnswer(side, fault);
    if (bad) return bad;
    const lifetime = current.lifetime ?? 3600;
    if (fault.name === 'expired') return grant(await mint(current, longExpired(clockOf(current))), lifetime, body);
    if (fault.name !== 'same' || lastToken === null) lastToken = await mint(current);
    return grant(lastToken, lifetime, body);
  };

  const controls: ScriptControls<T> = {
    requests,
    answer(next) {
      plan = checked(side, planOf(next));
      asked = 0;
    },
    reset() {
      controls.answer(script);
      requests.length = 0;
    },
  };

  const resolve = async ({request}: {request: Request}): Promise<Response> => {
    // The step is taken before anything is awaited: steps go by the order of the requests.
    const current = plan;
    const step = current.sequence?.[asked++] ?? current.steady;
    const body = await request.clone().text();
    requests.push(describe(request, body));
    const answer = await reply(typeof step === 'function' ? await step(request) : step, current, body);
    if (answer instanceof Response) return answer;
    const date = new Date(clockOf(current)).toUTCString();
    return new HttpResponse(answer.body, {status: answer.status, headers: {date, ...answer.headers}});
  };

  return {controls, resolve};
}

function clockOf({clockSkew = 0}: {readonly clockSkew?: number}): number {
  return Date.now() + clockSkew;
}

const KNOWN = ['steady', 'sequence', 'lifetime', 'clockSkew', 'clientId', 'clientSecret'];

/** A mistyped name is told where the script is written, not by a request that fails later. */
function checked<S extends Side>(side: S, plan: Plan<S>): Plan<S> {
  const stranger = Object.keys(plan).find((key) => !KNOWN.includes(key));
  if (stranger !== undefined) throw new TypeError(`Unknown option ${show(stranger)}.`);
  for (const step of [...(plan.sequence ?? []), plan.steady]) {
    if (step === null || (typeof step !== 'object' && typeof step !== 'function')) parseFault(side, step);
  }
  return plan;
}

function custom({status = 200, headers = {}, body = {}}: CustomAnswer): Answer {
  const answer = json(status, body, headers);
  return typeof body === 'string' ? {...answer, body} : answer;
}

function describe({method, url, headers, credentials, cache}: Request, body: string): RecordedRequest {
  return {method, url, headers: Object.fromEntries(headers), credentials, cache, body};
}
