import {delay, HttpResponse} from 'msw';
import {faultyAnswer, json, longExpired, type Answer} from './answers.js';
import {parseFault} from './faults.js';
import {mintToken, type MintOptions} from './mint.js';
import {planOf, type CustomAnswer, type Plan, type Reply, type Script, type Side} from './plan.js';

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
export interface ScriptControls<S extends Side> {
  /** What was asked, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Answers by another script from the next request on. */
  answer(script: Script<S>): void;
  /** Back to the script it was made with, from its first step, with nothing recorded: for `afterEach`. */
  reset(): void;
}

/** Plays a script: `resolve` answers one request. `grant` makes the good answer of a token, or refuses. */
export function playScript<S extends Side>(
  side: S,
  script: Script<S>,
  grant: (token: string, lifetime: number, body: string) => Answer,
) {
  const requests: RecordedRequest[] = [];
  let plan = planOf(side, script);
  let asked = 0;
  let lastToken: string | null = null;

  const reply = async (given: Reply<S>, current: Plan<S>, body: string): Promise<Answer | Response> => {
    if (given instanceof Response) return given.clone();
    if (typeof given === 'object') return custom(given);
    const fault = parseFault(side, given);
    if (fault.name === 'hang') return new Promise<never>(() => {});
    if (fault.name === 'reset') return HttpResponse.error();
    if (fault.name === 'slow') await delay(fault.amount);
    const bad = faultyAnswer(side, fault);
    if (bad) return bad;
    const {lifetime} = current;
    if (fault.name === 'expired') return grant(await mint(current, longExpired(clockOf(current))), lifetime, body);
    if (fault.name !== 'same' || lastToken === null) lastToken = await mint(current);
    return grant(lastToken, lifetime, body);
  };

  const resolve = async ({request}: {request: Request}): Promise<Response> => {
    // The step is taken before anything is awaited: steps go by the order of the requests.
    const current = plan;
    const step = current.sequence[asked++] ?? current.steady;
    const body = await request.clone().text();
    requests.push(describe(request, body));
    const answer = await reply(typeof step === 'function' ? await step(request) : step, current, body);
    if (answer instanceof Response) return answer;
    const date = new Date(clockOf(current)).toUTCString();
    return new HttpResponse(answer.body, {status: answer.status, headers: {date, ...answer.headers}});
  };

  const controls: ScriptControls<S> = {
    requests,
    answer(next) {
      plan = planOf(side, next);
      asked = 0;
    },
    reset() {
      controls.answer(script);
      requests.length = 0;
    },
  };

  return {controls, resolve};
}

function clockOf({clockSkew}: {readonly clockSkew: number}): number {
  return Date.now() + clockSkew;
}

function mint(plan: {readonly lifetime: number; readonly clockSkew: number}, options?: MintOptions): Promise<string> {
  return mintToken({lifetime: plan.lifetime, now: () => clockOf(plan), ...options});
}

function custom({status = 200, headers = {}, body = {}}: CustomAnswer): Answer {
  const answer = json(status, body, headers);
  return typeof body === 'string' ? {...answer, body} : answer;
}

function describe({method, url, headers, credentials, cache}: Request, body: string): RecordedRequest {
  return {method, url, headers: Object.fromEntries(headers), credentials, cache, body};
}
