/** Reviews in lists. Everything is loaded through the pairing of whoever is looking (requirement C2). */
import { apartFrom, areApart } from '#domain/members/blocks.queries.server.ts';
import { pairingWith } from '#domain/pairings/pairing-store.queries.server.ts';
import { isLiving, type Pairing } from '#domain/pairings/pairing.ts';
import type { Person } from '#domain/pairings/pairing-person.ts';
import { peopleOf } from '#domain/pairings/pairing-people.queries.server.ts';
import { otherOf } from '#domain/pairings/pairing.policy.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { reviewFrom } from './review-store.queries.server.ts';
import type { ReviewSummary } from './review-summary.ts';
import { maySee } from './review.policy.ts';
import { isTurnOf, partOf, type Review } from './review.ts';

export { reviewPage } from './review-page.queries.server.ts';
export { draftOf } from './review-draft.queries.server.ts';
export { reviewForDownload } from './review-download.queries.server.ts';

/** The reviews of a pairing for one of the two, what changed last first; none for everybody else. */
export async function reviewsOf(
  db: Reader,
  { pairingId, viewerId }: { pairingId: string; viewerId: string },
): Promise<ReviewSummary[]> {
  const pairing = await pairingWith(db, { pairingId, memberId: viewerId });
  if (pairing === undefined) return [];
  const rows = await db
    .selectFrom('reviews')
    .selectAll()
    .where('pairing_id', '=', pairingId)
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const reviews = rows.map(reviewFrom).filter((review) => maySee(review, viewerId));
  const otherId = otherOf(pairing, viewerId);
  const other = (await peopleOf(db, [otherId])).get(otherId);
  if (other === undefined) return [];
  const isApart = await areApart(db, { memberId: viewerId, otherId });
  const person = { ...other, isGone: other.isGone || isApart };
  const sizes = await sizesOf(db, { reviews, viewerId });
  const mayAct = isLiving(pairing) && !isApart;
  return reviews.map((review) =>
    lineFrom(review, { viewerId, other: person, mayAct, size: sizes.get(review.id) }),
  );
}

/**
 * The reviews in which it is this member's turn, in all their pairings, the longest wait first. Where two
 * rest, nothing waits for anybody.
 */
export async function turnsOf(
  db: Reader,
  { viewerId }: { viewerId: string },
): Promise<ReviewSummary[]> {
  const rows = await db
    .selectFrom('reviews')
    .innerJoin('pairings', 'pairings.id', 'reviews.pairing_id')
    .selectAll('reviews')
    .select(['pairings.mentor_id', 'pairings.mentee_id'])
    .where('reviews.state', '=', 'open')
    .where('pairings.state', 'in', ['trying_out', 'going'] satisfies Pairing['state'][])
    .where((eb) =>
      eb.or([eb('pairings.mentor_id', '=', viewerId), eb('pairings.mentee_id', '=', viewerId)]),
    )
    .orderBy('reviews.turn_since')
    .orderBy('reviews.id')
    .execute();
  const apart = await apartFrom(db, viewerId);
  const waiting = rows
    .map((row) => ({
      review: reviewFrom(row),
      otherId: otherOf({ mentorId: row.mentor_id, menteeId: row.mentee_id }, viewerId),
    }))
    .filter(({ review, otherId }) => isTurnOf(review, viewerId) && !apart.has(otherId));
  return linesFor(db, { waiting, viewerId });
}

interface Waiting {
  readonly review: Review;
  readonly otherId: string;
}

async function linesFor(
  db: Reader,
  { waiting, viewerId }: { waiting: readonly Waiting[]; viewerId: string },
): Promise<ReviewSummary[]> {
  if (waiting.length === 0) return [];
  const people = await peopleOf(db, [...new Set(waiting.map(({ otherId }) => otherId))]);
  const sizes = await sizesOf(db, { reviews: waiting.map(({ review }) => review), viewerId });
  return waiting.flatMap(({ review, otherId }) => {
    const other = people.get(otherId);
    if (other === undefined) return [];
    return lineFrom(review, { viewerId, other, mayAct: true, size: sizes.get(review.id) });
  });
}

interface Size {
  readonly filesCount: number;
  readonly added: number;
  readonly removed: number;
  readonly revisionsCount: number;
}

const nothing: Size = { filesCount: 0, added: 0, removed: 0, revisionsCount: 0 };

function lineFrom(
  review: Review,
  by: { viewerId: string; other: Person; mayAct: boolean; size: Size | undefined },
): ReviewSummary {
  const { viewerId, other, mayAct, size = nothing } = by;
  return {
    id: review.id,
    pairingId: review.pairingId,
    title: review.title,
    other,
    youAre: partOf(review, viewerId),
    state: review.state,
    isYourTurn: mayAct && isTurnOf(review, viewerId),
    waitsSince: review.turnSince,
    ...size,
    changedAt: review.changedAt,
    askedAt: review.askedAt,
    wrappedUpAt: review.wrappedUpAt,
  };
}

/** How large reviews are, in two statements: by the newest revision that was sent, or the first drafted. */
async function sizesOf(
  db: Reader,
  { reviews, viewerId }: { reviews: readonly Review[]; viewerId: string },
): Promise<Map<string, Size>> {
  const ids = reviews.filter((review) => maySee(review, viewerId)).map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const revisions = await db
    .selectFrom('revisions')
    .select(['id', 'review_id', 'number', 'sent_at'])
    .where('review_id', 'in', ids)
    .orderBy('number')
    .execute();
  const seen = revisions.filter(({ sent_at: sentAt, number }) => sentAt !== null || number === 1);
  const newest = new Map(seen.map((row) => [row.review_id, row]));
  const files = await countFiles(
    db,
    [...newest.values()].map(({ id }) => id),
  );
  return new Map(
    [...newest].map(([reviewId, { id }]) => {
      const sent = seen.filter((row) => row.review_id === reviewId && row.sent_at !== null);
      return [reviewId, { ...nothing, ...files.get(id), revisionsCount: sent.length }];
    }),
  );
}

async function countFiles(
  db: Reader,
  revisionIds: readonly string[],
): Promise<Map<string, Omit<Size, 'revisionsCount'>>> {
  if (revisionIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('revision_files')
    .select((eb) => [
      'revision_id',
      eb.fn.countAll<number>().as('count'),
      eb.fn.sum<number>('added').as('added'),
      eb.fn.sum<number>('removed').as('removed'),
    ])
    .where('revision_id', 'in', revisionIds)
    .where('change', '<>', 'same')
    .groupBy('revision_id')
    .execute();
  return new Map(
    rows.map((row) => [
      row.revision_id,
      {
        filesCount: Number(row.count),
        added: Number(row.added),
        removed: Number(row.removed),
      },
    ]),
  );
}
