import {parseFault, show, type BackendFault, type OAuthFault, type PageFault} from '../testing/faults.js';

/** The sandbox's switches. Every one can be set at the start and while it runs. */
export interface SandboxFaults {
  /** Seconds that a token lives. Documented and default: 3600. */
  readonly lifetime: number;
  /** Milliseconds by which the sandbox's clocks (the `Date` header, `iat`, `exp`) are ahead of the machine's. */
  readonly clockSkew: number;
  /** How Phoenix's token endpoint behaves. */
  readonly oauth: OAuthFault;
  /** How the integrator's backend behaves. */
  readonly backend: BackendFault;
  /** How the partner page behaves. */
  readonly page: PageFault;
}

export const NO_FAULTS: SandboxFaults = {lifetime: 3600, clockSkew: 0, oauth: 'ok', backend: 'ok', page: 'ok'};

/** The switches in one hand: read `current`, change with `set`, all back with `reset`. */
export interface FaultSwitches {
  readonly current: SandboxFaults;
  /** Sets some of them and leaves the others. Throws a `TypeError` and changes nothing if one is unknown. */
  set(changes: Partial<SandboxFaults>): SandboxFaults;
  reset(): SandboxFaults;
  /** Hears of every change, over HTTP too. */
  watch(watcher: Watcher): void;
}

type Watcher = (current: SandboxFaults, previous: SandboxFaults) => void;

export function createFaultSwitches(initial: Partial<SandboxFaults>): FaultSwitches {
  const watchers: Watcher[] = [];
  let current: SandboxFaults = {...NO_FAULTS, ...checkFaults(initial)};
  const enter = (next: SandboxFaults): SandboxFaults => {
    const previous = current;
    current = next;
    for (const watcher of watchers) watcher(current, previous);
    return current;
  };
  return {
    get current() {
      return current;
    },
    set: (changes) => enter({...current, ...checkFaults(changes)}),
    reset: () => enter(NO_FAULTS),
    watch: (watcher) => void watchers.push(watcher),
  };
}

/** Judges what came from anywhere; throws a `TypeError` that says what would have been right. */
export function checkFaults(value: unknown): Partial<SandboxFaults> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`Faults must be an object, not ${show(value)}.`);
  }
  const given = Object.entries(value).filter(([, setting]) => setting !== undefined);
  for (const [key, setting] of given) {
    switch (key) {
      case 'lifetime':
        if (!isWhole(setting, 1, 31_536_000))
          throw new TypeError(`lifetime: whole seconds from 1 to a year, not ${show(setting)}.`);
        break;
      case 'clockSkew':
        if (!isWhole(setting, -1e12, 1e12)) throw new TypeError(`clockSkew: whole milliseconds, not ${show(setting)}.`);
        break;
      case 'oauth':
      case 'backend':
      case 'page':
        parseFault(key, setting);
        break;
      default:
        throw new TypeError(`Unknown fault switch ${show(key)}. Known: ${Object.keys(NO_FAULTS).join(', ')}.`);
    }
  }
  return Object.fromEntries(given);
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}
