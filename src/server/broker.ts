import {problemAnswer, toResponse, withHeaders, type Answer} from './answer.js';
import {checkOptions, type Authorize, type HandlerContext, type TokenBrokerOptions} from './broker-options.js';
import {createGuard, type Asked} from './guard.js';
import type {Lease} from './lease.js';
import {lightOf} from './light.js';
import {describe, reporter} from './log.js';
import {createCounters, statsOf, type BrokerStats} from './stats.js';
import {TokenKeeper} from './token-keeper.js';
import {createTokenAnswers} from './token-answers.js';
import {requestUpstream} from './upstream.js';

/** A token as the broker hands it out. */
export interface BrokeredToken {
  readonly access_token: string;
  /** Whole seconds left now, not what Phoenix said when it made the token. */
  readonly expires_in: number;
  /** The same instant on this server's clock, ISO 8601. */
  readonly expires_at: string;
}

export interface TokenBroker {
  /** A token with at least a second left. Rejects with a `TokenBrokerError` only if there is none to be had. */
  getToken(): Promise<BrokeredToken>;
  /**
   * Answers `GET` and `OPTIONS` of the one route it is mounted on; never rejects. `context` goes on to `authorize`; in
   * Workers pass `ctx`, so that a refresh in the background outlives the answer.
   */
  handler(request: Request, context?: HandlerContext): Promise<Response>;
  /** Ends what is under way; from now on there are no tokens. The store's client stays open: it is yours. */
  close(): Promise<void>;
  stats(): BrokerStats;
}

/** What adapters use instead of `handler`, to spare a `Request` and a `Response`. `request` is only called if needed. */
export type Direct = (
  asked: Asked,
  request: () => Request,
  context: HandlerContext,
) => Promise<Answer | Response> | Answer;

/** The direct path of each broker. */
export const directOf = new WeakMap<TokenBroker, Direct>();

/**
 * One Phoenix token for all of an integrator's users, kept fresh. Throws a TypeError if `authorize` is missing or an option
 * cannot be right; nothing is requested before the first caller comes.
 */
export function createTokenBroker(options: TokenBrokerOptions): TokenBroker {
  const {clientId, clientSecret, authorize, tokenUrl, store, allowedOrigins, fetch, now, timeout} =
    checkOptions(options);
  const report = reporter(options.log);
  const counters = createCounters();
  const guard = createGuard(allowedOrigins);
  const upstream = {fetch, tokenUrl, clientId, clientSecret, timeout, now};
  const keeper = new TokenKeeper({
    request: (closing) => requestUpstream(upstream, closing),
    store,
    now,
    report,
    counters,
  });
  const answers = createTokenAnswers(now);

  const waited = (waitUntil?: HandlerContext['waitUntil']): Promise<Lease> => {
    counters.waits++;
    return keeper.obtain(waitUntil);
  };
  const inHand = (waitUntil?: HandlerContext['waitUntil']): Lease | undefined => {
    const lease = keeper.current(waitUntil);
    if (lease) counters.hits++;
    return lease;
  };

  const refuse = (
    status: number,
    code: string,
    title: string,
    detail: string,
    headers: Readonly<Record<string, string>>,
  ) => {
    counters.refusals++;
    report({event: 'request-refused', level: 'info', status, code});
    return problemAnswer({status, code, title, detail}, answers.dated(headers));
  };

  const grant = (headers: Readonly<Record<string, string>>, context: HandlerContext): Promise<Answer> | Answer => {
    const waitUntil = context.waitUntil && ((work: Promise<unknown>) => context.waitUntil?.(work));
    const lease = inHand(waitUntil);
    if (lease) return answers.granted(lease, headers);
    return waited(waitUntil).then(
      (fresh) => answers.granted(fresh, headers),
      (error: unknown) => answers.unavailable(error, headers),
    );
  };

  const direct: Direct = (asked, request, context) => {
    const {headers, refusal, preflight} = guard(asked);
    if (refusal) return refuse(refusal.status, refusal.code, refusal.title, refusal.detail, headers);
    if (preflight) return {status: 204, headers: answers.dated(headers), body: ''};
    if (authorize === 'public') return grant(headers, context);
    return judge(authorize, request, context, headers).then((verdict) => {
      if (verdict === true) return grant(headers, context);
      if (verdict instanceof Response) {
        counters.refusals++;
        report({event: 'request-refused', level: 'info', status: verdict.status, code: 'unauthorized'});
        return verdict;
      }
      return verdict === undefined
        ? problemAnswer({status: 500, code: 'internal', title: 'Internal error'}, answers.dated(headers))
        : refuse(403, 'unauthorized', 'Not authorised', 'This visitor may not have a token.', headers);
    });
  };

  /** `undefined` if the user's function failed. Nothing but `true` opens. */
  const judge = async (
    ask: Authorize,
    request: () => Request,
    context: HandlerContext,
    headers: Readonly<Record<string, string>>,
  ) => {
    try {
      // Not every caller's function is typed: a user, say, is not `true`.
      const verdict: unknown = await ask(request(), context);
      // Here, since it throws for a response that cannot be sent: one that has been sent before, say.
      return verdict instanceof Response ? withHeaders(verdict, answers.dated(headers)) : verdict === true;
    } catch (error) {
      report({event: 'authorize-failed', level: 'error', message: describe(error, clientSecret)});
      return undefined;
    }
  };

  const askedOf = (request: Request): Asked => {
    const header = (name: string) => request.headers.get(name);
    return {method: request.method, header, host: () => header('host') ?? new URL(request.url).host};
  };

  const broker: TokenBroker = Object.freeze({
    async getToken() {
      return answers.token(inHand() ?? (await waited()));
    },
    async handler(request: Request, context: HandlerContext = {}) {
      const light = lightOf(request);
      const answer = await direct(light?.asked ?? askedOf(request), () => request, context);
      if (answer instanceof Response) return answer;
      return light ? light.respond(answer) : toResponse(answer);
    },
    close: () => keeper.close(),
    stats: () => statsOf(counters, keeper.newest, now()),
  });
  directOf.set(broker, direct);
  return broker;
}
