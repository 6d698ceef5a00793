import {core} from 'zod/mini';

/** Something from outside with fields to look at. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/**
 * A reader of what has the shape that `is` looks for; `null` for all else. One zod schema, read through the Standard Schema
 * interface: a schema per field, and zod's own `safeParse`, cost 2 kB more (docs/decisions/0002).
 */
export function shape<T>(is: (value: Record<string, unknown>) => boolean): (value: unknown) => T | null {
  const schema = new core.$ZodCustom({type: 'custom', check: 'custom', fn: (value) => isRecord(value) && is(value)});
  return (value) => {
    const result = schema['~standard'].validate(value);
    return 'value' in result ? (result.value as T) : null;
  };
}
