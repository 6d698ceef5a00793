import {core} from 'zod/mini';

/** Something from outside with fields to look at. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

interface ShapeDef extends core.$ZodTypeDef {
  readonly is: (value: Record<string, unknown>) => boolean;
}

const Shape: core.$constructor<core.$ZodType, ShapeDef> = core.$constructor('Shape', (inst, def) => {
  core.$ZodType.init(inst, def);
  inst._zod.parse = (payload: core.ParsePayload) => {
    const {value: input, issues} = payload;
    if (!isRecord(input) || !def.is(input)) issues.push({code: 'custom', input, inst});
    return payload;
  };
});

/**
 * A reader of what has the shape that `is` looks for; `null` for all else. A zod type of our own, read through the Standard
 * Schema interface: a schema per field, and zod's own `safeParse`, cost 2 kB more (docs/decisions/0002).
 */
export function shape<T>(is: ShapeDef['is']): (value: unknown) => T | null {
  let schema: core.$ZodType | undefined;
  return (value) => {
    schema ??= new Shape({type: 'custom', is});
    const result = schema['~standard'].validate(value);
    return 'value' in result ? (result.value as T) : null;
  };
}
