import { areApart } from '#domain/members/blocks/queries.server.ts';
import { isLiving } from '#domain/pairings/pairing.ts';
import { peopleOf } from '#domain/pairings/people/queries.server.ts';
import { otherOf } from '#domain/pairings/policy.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { reviewWith } from '../../keeping/queries.server.ts';
import { partOf } from '../../review.ts';
import { textsOf } from '../../texts/queries.server.ts';
import type { DraftView } from '../../view.ts';
import { filesOf, revisionsOf } from '../queries.server.ts';

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
  const files = await draftFilesOf(db, { id: revision.id, before: revisions.at(-2)?.id ?? null });
  return {
    review,
    other: { ...other, isGone: other.isGone || isApart },
    number: revision.number,
    note: revision.note,
    files,
    maySend: isLiving(pairing) && !isApart && files.length > 0,
  };
}

async function draftFilesOf(
  db: Reader,
  { id, before }: { id: string; before: string | null },
): Promise<DraftView['files']> {
  const files = await filesOf(db, before === null ? [id] : [id, before]);
  const earlier = new Map(
    files.filter(({ revisionId }) => revisionId === before).map((file) => [file.path, file]),
  );
  const own = files.filter(({ revisionId }) => revisionId === id);
  const texts = await textsOf(
    db,
    own.map(({ afterId }) => afterId),
  );
  return own.map(({ beforeId, afterId, revisionId: _, position: _position, ...file }) => {
    const twin = earlier.get(file.path);
    const isNew = twin === undefined || twin.afterId !== afterId || twin.beforeId !== beforeId;
    return { ...file, isNew, after: afterId === null ? null : (texts.get(afterId) ?? null) };
  });
}
