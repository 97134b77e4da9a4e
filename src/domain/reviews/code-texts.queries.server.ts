import type { Selectable } from 'kysely';
import type { Reader } from '#platform/db/database.server.ts';
import type { TextsTable } from './tables.ts';
import type { KnownText, Span } from '#lib/code/known-text.ts';
import { readBeside } from './stored-text.ts';

/** A text as its row holds it. */
function textFrom({ body, spans }: Pick<Selectable<TextsTable>, 'body' | 'spans'>): KnownText {
  const beside = readBeside(spans);
  return { ...beside, lines: countOf(beside.spans) === 0 ? [] : body.split('\n') };
}

const countOf = (spans: readonly Span[]) => spans.reduce((sum, { count }) => sum + count, 0);

/** The texts with these ids, each loaded once. Whose they are is for the caller to know. */
export async function textsOf(
  db: Reader,
  ids: Iterable<string | null>,
): Promise<Map<string, KnownText>> {
  const asked = [...new Set(ids)].filter((id) => id !== null);
  if (asked.length === 0) return new Map();
  const rows = await db
    .selectFrom('texts')
    .select(['id', 'body', 'spans'])
    .where('id', 'in', asked)
    .execute();
  return new Map(rows.map((row) => [row.id, textFrom(row)]));
}
