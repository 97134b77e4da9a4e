/** JSON that was stored by this or an earlier version, read through a schema. */
import type { z } from 'zod';

/** One schema for each property of `Type`, so that a schema of an object can be checked against its type. */
export type ShapeOf<Type> = { readonly [Key in keyof Type]-?: z.ZodType<Type[Key]> };

/** Stored JSON is not what its schema says. Tells what was read and where it differs, never its content. */
export class StoredJsonError extends Error {
  override name = 'StoredJsonError';
}

/**
 * Makes a function that parses a stored text.
 *
 * @param what named in the error, such as "the note of a request"
 * @returns reads a text, throws {@link StoredJsonError} where it is not what the schema says
 * @example const readLanguages = jsonReader('the languages of the community', z.array(z.string()));
 */
export function jsonReader<Value>(what: string, schema: z.ZodType<Value>): (text: string) => Value {
  return (text) => {
    const read = schema.safeParse(jsonOf(what, text));
    if (read.success) return read.data;
    const places = read.error.issues.map(({ path, code }) => `${code} at "${path.join('.')}"`);
    throw new StoredJsonError(`${what}: ${places.join(', ')}`);
  };
}

function jsonOf(what: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text.
    throw new StoredJsonError(`${what}: not JSON`);
  }
}
