/** Who may do what in a review: the same answer hides the button and refuses the deed. */
import { isLiving, type Pairing } from '#domain/pairings/pairing.ts';
import { partOf, type Review } from './review.ts';
import type { Allowed } from './review-view.ts';

/** A drafted review is not there for anybody but its author (requirement C2). */
export const maySee = (review: Pick<Review, 'state' | 'authorId'>, memberId: string): boolean =>
  review.state !== 'drafted' || review.authorId === memberId;

/** What one of the two may do now. */
export function allowed({
  review,
  pairing,
  memberId,
  isApart,
}: {
  review: Review;
  pairing: Pairing;
  memberId: string;
  isApart: boolean;
}): Allowed {
  const mayWrite = isLiving(pairing) && !isApart;
  const isOpen = mayWrite && review.state === 'open';
  const isAuthor = partOf(review, memberId) === 'author';
  return {
    comment: isOpen,
    look: isOpen && !isAuthor,
    revise: mayWrite && isAuthor && review.state !== 'drafted',
    wrapUp: isOpen,
    writePickedUp: mayWrite && review.state !== 'drafted',
  };
}
