import type { Selectable } from 'kysely';
import { pairingWith } from '#domain/pairings/pairing-store.queries.server.ts';
import type { Pairing } from '#domain/pairings/pairing.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { ReviewsTable } from './tables.ts';
import { isId } from '#lib/ids.ts';
import { maySee } from './review.policy.ts';
import type { Review } from './review.ts';

/** A review as its row holds it. */
export const reviewFrom = (row: Selectable<ReviewsTable>): Review => ({
  id: row.id,
  pairingId: row.pairing_id,
  authorId: row.author_id,
  title: row.title,
  lookAt: row.look_at,
  leaveOut: row.leave_out,
  link: row.link,
  state: row.state,
  turn: row.turn,
  turnSince: row.turn_since,
  draftedAt: row.drafted_at,
  askedAt: row.asked_at,
  changedAt: row.changed_at,
  wrappedUpAt: row.wrapped_up_at,
});

/**
 * A review with its pairing, for one of the two; not there for everybody else, and while it is being
 * prepared for nobody but its author (requirement C2).
 */
export async function reviewWith(
  db: Reader,
  { reviewId, memberId }: { reviewId: string; memberId: string },
): Promise<{ review: Review; pairing: Pairing } | undefined> {
  if (!isId(reviewId)) return undefined;
  const row = await db
    .selectFrom('reviews')
    .selectAll()
    .where('id', '=', reviewId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const pairing = await pairingWith(db, { pairingId: row.pairing_id, memberId });
  const review = reviewFrom(row);
  return pairing !== undefined && maySee(review, memberId) ? { review, pairing } : undefined;
}
