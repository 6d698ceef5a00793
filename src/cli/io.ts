/** What a command may touch besides the network. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** Ends `serve` and `sandbox` as SIGTERM does. */
  readonly signal?: AbortSignal;
}

/** The user's mistake: its text goes to standard error, with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
