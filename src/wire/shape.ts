import {core} from 'zod/mini';

/** Something from outside with fields to look at. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/**
 * A reader of what has the shape that `is` looks for; `null` for all else. zod's core alone, without a schema per field:
 * a third of the size of `z.object` (docs/decisions/0002).
 */
export function shape<T>(is: (value: Record<string, unknown>) => boolean): (value: unknown) => T | null {
  const schema = new core.$ZodCustom({type: 'custom', check: 'custom', fn: (value) => isRecord(value) && is(value)});
  return (value) => (core.safeParse(schema, value).data ?? null) as T | null;
}
