/** Texts of code: kept once for a review, and forgotten when no revision holds them any more. */
import { createHash } from 'node:crypto';
import type { Moment } from '#domain/pairings/keeping/commands.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { makeId } from '#lib/ids.ts';
import type { KnownText } from '#lib/known-text.ts';
import { bytesOf } from '../revision.ts';

interface Kept {
  readonly id: string;
  readonly hash: string;
  readonly body: string;
  readonly spans: string;
  readonly text: KnownText;
}

/** Keeps texts, each once however often it comes; the id of each. */
export async function keepTexts(
  tx: Tx,
  { reviewId, texts, now, random }: { reviewId: string; texts: readonly KnownText[] } & Moment,
): Promise<Map<KnownText, string>> {
  const written = texts.map((text) => ({ text, ...writeText(text) }));
  const ids = await idsByHash(tx, { reviewId, hashes: written.map(({ hash }) => hash) });
  const fresh: Kept[] = [];
  for (const each of written) {
    if (ids.has(each.hash)) continue;
    const id = makeId(now, random);
    ids.set(each.hash, id);
    fresh.push({ id, ...each });
  }
  for (const kept of fresh) await insert(tx, { reviewId, kept });
  return new Map(written.map(({ text, hash }) => [text, ids.get(hash) ?? '']));
}

/** What no revision holds any more is not kept: somebody may have taken it out for a reason. */
export async function forgetTexts(tx: Tx, reviewId: string): Promise<void> {
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

function writeText(text: KnownText): Pick<Kept, 'hash' | 'body' | 'spans'> {
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

/** What PostgreSQL refuses, and UTF-8 cannot say. Such signs are mended before; none may stop a review. */
const storable = (line: string) => line.toWellFormed().replaceAll('\u0000', '\ufffd');

async function idsByHash(
  tx: Tx,
  { reviewId, hashes }: { reviewId: string; hashes: readonly string[] },
): Promise<Map<string, string>> {
  if (hashes.length === 0) return new Map();
  const rows = await tx
    .selectFrom('texts')
    .select(['id', 'hash'])
    .where('review_id', '=', reviewId)
    .where('hash', 'in', hashes)
    .execute();
  return new Map(rows.map(({ hash, id }) => [hash, id]));
}

async function insert(tx: Tx, { reviewId, kept }: { reviewId: string; kept: Kept }): Promise<void> {
  const { id, hash, body, spans, text } = kept;
  const size = { bytes: bytesOf(text), line_count: text.lines.length };
  await tx
    .insertInto('texts')
    .values({ id, review_id: reviewId, hash, body, spans, ...size })
    .execute();
}
