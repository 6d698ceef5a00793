import {parseFault, show, type BackendFault, type OAuthFault} from './faults.js';

/** Whose answers are scripted: Phoenix's token endpoint, or the integrator's backend. */
export type Side = 'oauth' | 'backend';

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

/** The sandbox's switches for one side, by the same names, and a sequence before them. */
export type ScriptOptions<S extends Side> = {
  /** Answered first, one step per request; after these, what the side's own switch says. */
  readonly sequence?: readonly Step<S>[];
  /** Seconds that a token lives. Default 3600. */
  readonly lifetime?: number;
  /** Milliseconds by which the server's clock (`Date`, `iat`, `exp`) is ahead. Default 0. */
  readonly clockSkew?: number;
} & SwitchOf<S>;

/** `oauth` or `backend`: answered once the sequence is over. Default `ok`: the documented answer, a new token each time. */
type SwitchOf<S extends Side> = Readonly<Partial<Record<S, Step<S>>>>;

/** One fault for every request, steps in a row (the last one stays), or options. */
export type Script<S extends Side> = FaultOf<S> | readonly Step<S>[] | ScriptOptions<S>;

/** A script with nothing left open. */
export interface Plan<S extends Side> {
  readonly sequence: readonly Step<S>[];
  readonly steady: Step<S>;
  readonly lifetime: number;
  readonly clockSkew: number;
}

/** A mistyped name throws here, where the script is written, and not in a request that fails later. */
export function planOf<S extends Side>(side: S, script: Script<S>): Plan<S> {
  const plan = completed(side, script);
  for (const step of [...plan.sequence, plan.steady]) {
    if (step === null || (typeof step !== 'object' && typeof step !== 'function')) parseFault(side, step);
  }
  return plan;
}

function completed<S extends Side>(side: S, script: Script<S>): Plan<S> {
  const plain = {sequence: [], lifetime: 3600, clockSkew: 0};
  if (typeof script === 'string') return {...plain, steady: script};
  if (isList(script)) return {...plain, sequence: script, steady: script.at(-1) ?? 'ok'};
  const {sequence = [], lifetime = 3600, clockSkew = 0, ...rest} = script as ScriptOptions<Side>;
  const stranger = Object.keys(rest).find((key) => key !== side);
  if (stranger !== undefined) throw new TypeError(`Unknown option ${show(stranger)} in the script of ${side}.`);
  const steady = (rest[side] ?? 'ok') as Step<S>;
  return {sequence: sequence as readonly Step<S>[], lifetime, clockSkew, steady};
}

function isList<S extends Side>(script: Script<S>): script is readonly Step<S>[] {
  return Array.isArray(script);
}
