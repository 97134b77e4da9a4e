/** JSON that a page's own script sends: read once, parsed by a schema. */
import { error, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';

/**
 * Reads the request's JSON by a schema.
 *
 * @throws a 400 answer when it isn't JSON, 422 when it isn't what was asked for
 */
export async function readJson<Schema extends z.ZodType>(
  event: RequestEvent,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const parsed = schema.safeParse(await bodyOf(event));
  return parsed.success ? parsed.data : error(422, 'not_understood');
}

async function bodyOf({ request }: RequestEvent): Promise<unknown> {
  const text = await request.text();
  try {
    return JSON.parse(text);
  } catch {
    return error(400, 'not_understood');
  }
}
