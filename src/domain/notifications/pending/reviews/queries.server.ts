/** Whether a letter about a review still tells anything. */
import type { Reader } from '#platform/db/database.server.ts';
import type { Facts, ReviewKind } from '../../notice.ts';

interface About {
  readonly kind: ReviewKind;
  readonly facts: Facts;
  readonly memberId: string;
}

/** True where it has been dealt with, or is not there any more. */
export async function isReviewOver(db: Reader, about: About): Promise<boolean> {
  const review = await db
    .selectFrom('reviews')
    .innerJoin('pairings', 'pairings.id', 'reviews.pairing_id')
    .select(['reviews.state', 'reviews.turn'])
    .where('reviews.id', '=', about.facts.about)
    .where('pairings.state', '<>', 'wrapped_up')
    .executeTakeFirst();
  if (review === undefined) return true;
  switch (about.kind) {
    case 'review_asked':
    case 'revision_added':
      return review.state !== 'open' || review.turn !== 'reviewer';
    case 'review_looked_at':
      return review.state !== 'open';
    case 'comment_replied':
      return isRemoved(db, about);
    case 'review_wrapped_up':
      return review.state !== 'wrapped_up' || (await hasPickedUp(db, about));
  }
}

async function isRemoved(db: Reader, { facts }: About): Promise<boolean> {
  const row = await db
    .selectFrom('comments')
    .select('removed_at')
    .where('id', '=', facts.latest ?? '')
    .executeTakeFirst();
  return row === undefined || row.removed_at !== null;
}

async function hasPickedUp(db: Reader, { facts, memberId }: About): Promise<boolean> {
  const row = await db
    .selectFrom('picked_up')
    .select('written_at')
    .where('review_id', '=', facts.about)
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  return row !== undefined;
}
