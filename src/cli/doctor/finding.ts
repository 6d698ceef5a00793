/** `pass`: as it should be. `info`: worth knowing. `warn`: works, but mend it. `fail`: breaks, or exposes. */
export type Level = 'pass' | 'info' | 'warn' | 'fail';

/** One thing that the doctor looked at. Quotes no token. */
export interface Finding {
  /** Stable, for programs. */
  readonly check: string;
  readonly level: Level;
  /** What was seen. */
  readonly says: string;
  /** What to change in the backend. */
  readonly mend?: string;
}

export const pass = (check: string, says: string): Finding => ({check, level: 'pass', says});
export const info = (check: string, says: string): Finding => ({check, level: 'info', says});
export const warn = (check: string, says: string, mend: string): Finding => ({check, level: 'warn', says, mend});
export const fail = (check: string, says: string, mend: string): Finding => ({check, level: 'fail', says, mend});
