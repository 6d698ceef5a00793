import type {FaultSwitches} from './faults.js';
import type {RequestLog} from './request-log.js';

/** What the three servers of one sandbox share. */
export interface SandboxContext {
  readonly faults: FaultSwitches;
  readonly log: RequestLog;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingKey: string;
  /** The servers' clock in milliseconds, skewed as the switch says. */
  readonly now: () => number;
}
