import {readFile} from 'node:fs/promises';
import {UsageError, type Io} from './io.js';

type Env = Io['env'];

/** A required variable. */
export function need(env: Env, name: string, hint = ''): string {
  const value = env[name];
  if (!value) throw new UsageError(`${name} is not set${hint}`);
  return value;
}

/** A secret from `NAME`, or from the file that `NAME_FILE` names (as Docker and Kubernetes mount them). */
export async function needSecret(env: Env, name: string): Promise<string> {
  const file = env[`${name}_FILE`];
  if (!file) return need(env, name, ` (nor ${name}_FILE)`);
  try {
    const value = (await readFile(file, 'utf8')).trim();
    if (value) return value;
  } catch {
    // Said below; the system's own text would do no more.
  }
  throw new UsageError(`${name}_FILE cannot be read, or is empty`);
}

/** A whole number from `least` on. */
export function numberOf(text: string, name: string, least = 0, most = 65_535): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most)
    throw new UsageError(`${name} must be a whole number from ${least} to ${most}`);
  return value;
}
