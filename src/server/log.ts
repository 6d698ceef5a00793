import type {TokenBrokerErrorCode} from './token-broker-error.js';

/** What a broker reports. No entry holds a token, a secret, or any part of upstream's answers. */
export type BrokerLogEntry =
  | {
      readonly event: 'token-refreshed';
      readonly level: 'info';
      /** `store`: another broker had fetched it. */
      readonly source: 'upstream' | 'store';
      /** Seconds. */
      readonly expiresIn: number;
    }
  | {
      readonly event: 'refresh-failed';
      readonly level: 'warn' | 'error';
      readonly code: TokenBrokerErrorCode;
      readonly message: string;
      /** HTTP status of upstream. */
      readonly status?: number;
      /** In a row, from 1. */
      readonly failures: number;
      /** Milliseconds during which upstream is not asked again. */
      readonly pause: number;
      /** Whether callers still get the old token. `error` if not. */
      readonly serving: boolean;
    }
  | {
      readonly event: 'store-failed';
      readonly level: 'warn';
      readonly operation: 'acquire' | 'commit' | 'release';
      readonly message: string;
    }
  | {
      readonly event: 'request-refused';
      readonly level: 'info';
      readonly status: number;
      readonly code: string;
    }
  | {readonly event: 'authorize-failed'; readonly level: 'error'; readonly message: string};

/** Reports to the user's `log`. What that throws is nobody's business: a broken log must not take payments down. */
export type Reporter<Entry> = (entry: Entry) => void;

/** `log` made safe; without one, warnings and errors go to the console. */
export function reporter<Entry extends {event: string; level: string; message?: string}>(
  log: ((entry: Entry) => unknown) | undefined,
): Reporter<Entry> {
  return (entry) => {
    try {
      // An async log may reject; nobody would catch that.
      if (log) void Promise.resolve(log(entry)).catch(() => {});
      else if (entry.level !== 'info') console.warn(`phoenix-payment: ${entry.event}: ${entry.message ?? ''}`);
    } catch {
      // See above.
    }
  };
}

/** An error of the user's own code as one line, with every secret blotted out. */
export function describe(error: unknown, ...secrets: (string | undefined)[]): string {
  const blotted = secrets.reduce<string>(
    (text, secret) => (secret ? text.replaceAll(secret, '[secret]') : text),
    textOf(error),
  );
  // A visitor's words may stand in it: they must not make up lines of the log.
  return blotted.replace(/[\p{Cc}\s]+/gu, ' ');
}

/** Anything may be thrown, and not everything has a text. */
function textOf(error: unknown): string {
  try {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  } catch {
    return 'an error without a text';
  }
}
