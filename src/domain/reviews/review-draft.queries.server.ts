import { areApart } from '#domain/members/blocks.queries.server.ts';
import { isLiving } from '#domain/pairings/pairing.ts';
import { peopleOf } from '#domain/pairings/pairing-people.queries.server.ts';
import { otherOf } from '#domain/pairings/pairing.policy.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { countBetweenEditions } from '#lib/code/line-diff.ts';
import type { Edition } from '#lib/code/same-base.ts';
import { reviewWith } from './review-store.queries.server.ts';
import { partOf } from './review.ts';
import { textsOf } from './code-texts.queries.server.ts';
import type { DraftFileView, DraftView, TakenView } from './review-view.ts';
import { filesOf, revisionsOf, type StoredFile } from './revisions.queries.server.ts';

/**
 * What an author is preparing, a review or a further revision; undefined for everybody else and where
 * nothing is being prepared (requirement C2).
 */
export async function draftOf(
  db: Reader,
  { reviewId, viewerId }: { reviewId: string; viewerId: string },
): Promise<DraftView | undefined> {
  const found = await reviewWith(db, { reviewId, memberId: viewerId });
  if (found === undefined || partOf(found.review, viewerId) !== 'author') return undefined;
  const { review, pairing } = found;
  const revisions = await revisionsOf(db, reviewId);
  const revision = revisions.find((each) => each.sent_at === null);
  const otherId = otherOf(pairing, viewerId);
  const other = (await peopleOf(db, [otherId])).get(otherId);
  if (revision === undefined || other === undefined) return undefined;
  const isApart = await areApart(db, { memberId: viewerId, otherId });
  const isFirst = review.state === 'drafted';
  const before = isFirst ? null : (revisions.at(-2)?.id ?? null);
  const kept = await filesOf(db, before === null ? [revision.id] : [revision.id, before]);
  const own = kept.filter(({ revisionId }) => revisionId === revision.id);
  const earlier = kept.filter(({ revisionId }) => revisionId !== revision.id);
  const names = new Set(own.flatMap(({ path, oldPath }) => [path, oldPath]));
  return {
    review,
    other: { ...other, isGone: other.isGone || isApart },
    number: revision.number,
    note: revision.note,
    files: await draftFilesOf(db, { own, earlier }),
    dropped: earlier.map(({ path }) => path).filter((path) => !names.has(path)),
    taken: isFirst ? [] : await takenSince(db, { reviewId, since: revision.drafted_at }),
    maySend: isLiving(pairing) && !isApart && own.length > 0,
  };
}

async function draftFilesOf(
  db: Reader,
  { own, earlier }: { own: readonly StoredFile[]; earlier: readonly StoredFile[] },
): Promise<DraftFileView[]> {
  const twins = new Map(earlier.map((file) => [file.path, file]));
  const texts = await textsOf(
    db,
    [...own, ...earlier].flatMap(({ beforeId, afterId }) => [beforeId, afterId]),
  );
  const editionOf = ({ beforeId, afterId }: StoredFile) => ({
    before: texts.get(beforeId ?? '') ?? null,
    after: texts.get(afterId ?? '') ?? null,
  });
  return own.map((file) => {
    const { id, path, oldPath, change, isBinary, language, added, removed } = file;
    const twin = twins.get(path);
    const isNew = twin?.afterId !== file.afterId || twin.beforeId !== file.beforeId;
    const later = editionOf(file);
    const since = isNew && twin !== undefined ? sinceTwin(editionOf(twin), later) : null;
    return {
      id,
      path,
      oldPath,
      change,
      isBinary,
      language,
      added,
      removed,
      isNew,
      since,
      ...later,
    };
  });
}

const sinceTwin = (earlier: Edition, later: Edition) => countBetweenEditions({ earlier, later });

async function takenSince(
  db: Reader,
  { reviewId, since }: { reviewId: string; since: number },
): Promise<TakenView[]> {
  const rows = await db
    .selectFrom('comments')
    .select(['id', 'path', 'from_line'])
    .where('review_id', '=', reviewId)
    .where('taken_at', '>=', since)
    .orderBy('path')
    .orderBy('from_line')
    .execute();
  return rows.map(({ id, path, from_line: line }) => ({ id, path: path ?? '', line: line ?? 1 }));
}
