/** Texts of code: each is saved once for a review, and deleted when no revision has it any more. */
import { createHash } from 'node:crypto';
import type { Act } from '#platform/act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { KnownText } from '#lib/code/known-text.ts';
import { bytesOf } from './revision.ts';

interface StoredText {
  readonly id: string;
  readonly hash: string;
  readonly body: string;
  readonly spans: string;
  readonly text: KnownText;
}

/** Saves texts, each once however often it comes; gives the id of each. */
export async function saveTexts(
  act: Act,
  { reviewId, texts }: { reviewId: string; texts: readonly KnownText[] },
): Promise<Map<KnownText, string>> {
  const written = texts.map((text) => ({ text, ...writeText(text) }));
  const ids = await idsByHash(act.tx, { reviewId, hashes: written.map(({ hash }) => hash) });
  const fresh: StoredText[] = [];
  for (const each of written) {
    if (ids.has(each.hash)) continue;
    const id = act.id();
    ids.set(each.hash, id);
    fresh.push({ id, ...each });
  }
  for (const kept of fresh) await insert(act, { reviewId, kept });
  return new Map(written.map(({ text, hash }) => [text, ids.get(hash) ?? '']));
}

/** Deletes texts that no revision has any more: somebody may have taken one out for a reason. */
export async function deleteTexts({ tx }: Act, reviewId: string): Promise<void> {
  const held = (column: 'before_id' | 'after_id') =>
    tx
      .selectFrom('revision_files')
      .innerJoin('revisions', 'revisions.id', 'revision_files.revision_id')
      .select(`revision_files.${column}`)
      .where('revisions.review_id', '=', reviewId)
      .where(`revision_files.${column}`, 'is not', null);
  await tx
    .deleteFrom('texts')
    .where('review_id', '=', reviewId)
    .where('id', 'not in', held('before_id'))
    .where('id', 'not in', held('after_id'))
    .execute();
}

function writeText(text: KnownText): Pick<StoredText, 'hash' | 'body' | 'spans'> {
  const { lines, ...beside } = text;
  const body = lines.map(storable).join('\n');
  const spans = JSON.stringify({
    spans: beside.spans,
    isWhole: beside.isWhole,
    endsWithNewline: beside.endsWithNewline,
  });
  const hash = createHash('sha256').update(spans).update('\n').update(body).digest('hex');
  return { hash, body, spans };
}

/** Replaces what PostgreSQL refuses and UTF-8 has no bytes for. Input is cleaned before; this is the last guard. */
const storable = (line: string) => line.toWellFormed().replaceAll('\u0000', '\ufffd');

async function idsByHash(
  db: Reader,
  { reviewId, hashes }: { reviewId: string; hashes: readonly string[] },
): Promise<Map<string, string>> {
  if (hashes.length === 0) return new Map();
  const rows = await db
    .selectFrom('texts')
    .select(['id', 'hash'])
    .where('review_id', '=', reviewId)
    .where('hash', 'in', hashes)
    .execute();
  return new Map(rows.map(({ hash, id }) => [hash, id]));
}

async function insert(
  { tx }: Act,
  { reviewId, kept }: { reviewId: string; kept: StoredText },
): Promise<void> {
  const { id, hash, body, spans, text } = kept;
  const size = { bytes: bytesOf(text), line_count: text.lines.length };
  await tx
    .insertInto('texts')
    .values({ id, review_id: reviewId, hash, body, spans, ...size })
    .execute();
}
