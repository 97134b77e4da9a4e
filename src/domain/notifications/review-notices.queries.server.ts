/** Who is told what about reviews: ids only, for title, code and comments are for the two alone. */
import { readPairing } from '#domain/pairings/keeping/queries.server.ts';
import { isLiving, type Pairing } from '#domain/pairings/pairing.ts';
import type {
  CommentReplied,
  ReviewAsked,
  ReviewLookedAt,
  ReviewWrappedUp,
  RevisionAdded,
} from '#domain/reviews/events.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { Facts, NoticeKind, Telling } from '../../notice.ts';
import { lastSeenAt } from '../../seeing/queries.server.ts';

type Tellings = Promise<Telling[]>;

interface Told {
  readonly id: string;
  readonly authorId: string;
  readonly state: 'open' | 'wrapped_up';
  readonly wrappedUpAt: number | null;
  readonly pairing: Pairing;
}

/** A review somebody can be told of: sent once, in a pairing that still lives. */
async function reviewOf(db: Reader, reviewId: string): Promise<Told | undefined> {
  const row = await db
    .selectFrom('reviews')
    .select(['id', 'author_id', 'pairing_id', 'state', 'wrapped_up_at'])
    .where('id', '=', reviewId)
    .executeTakeFirst();
  const pairing = row && (await readPairing(db, row.pairing_id));
  if (row === undefined || row.state === 'drafted') return undefined;
  if (pairing === undefined || !isLiving(pairing)) return undefined;
  const { id, state } = row;
  return { id, authorId: row.author_id, state, wrappedUpAt: row.wrapped_up_at, pairing };
}

interface About {
  readonly kind: NoticeKind;
  /** What tells this time from another of the same kind. */
  readonly time: string | number;
  readonly facts?: Partial<Facts>;
}

const hrefOf = ({ id }: Told): string => `/reviews/${id}`;

const otherOf = ({ mentorId, menteeId }: Pairing, memberId: string): string =>
  memberId === mentorId ? menteeId : mentorId;

function toOne(review: Told, memberId: string, { kind, time, facts = {} }: About): Telling {
  return {
    key: `${kind}:${review.id}:${time}:${memberId}`,
    memberId,
    otherId: otherOf(review.pairing, memberId),
    kind,
    facts: { about: review.id, ...facts },
    href: hrefOf(review),
    settledHref: `/pairings/${review.pairing.id}/reviews`,
  };
}

const toReviewer = (review: Told, about: About): Telling[] => [
  toOne(review, otherOf(review.pairing, review.authorId), about),
];

export async function reviewAsked(db: Reader, { reviewId }: ReviewAsked): Tellings {
  const review = await reviewOf(db, reviewId);
  if (review?.state !== 'open') return [];
  return toReviewer(review, { kind: 'review_asked', time: '' });
}

export async function revisionAdded(db: Reader, event: RevisionAdded): Tellings {
  const review = await reviewOf(db, event.reviewId);
  if (review?.state !== 'open') return [];
  const { revisionId } = event;
  const facts = { latest: revisionId };
  return toReviewer(review, { kind: 'revision_added', time: revisionId, facts });
}

/** The other of the two, whoever sent their comments. */
export async function reviewLookedAt(db: Reader, { reviewId, by }: ReviewLookedAt): Tellings {
  const review = await reviewOf(db, reviewId);
  if (review?.state !== 'open') return [];
  const time = await lastSentBy(db, { reviewId, by });
  const facts = { what: by === review.authorId ? 'commented' : 'looked' };
  const about = { kind: 'review_looked_at', time, facts } as const;
  return [toOne(review, otherOf(review.pairing, by), about)];
}

/** When somebody last sent comments, or said to have had a look. */
async function lastSentBy(
  db: Reader,
  { reviewId, by }: { reviewId: string; by: string },
): Promise<number> {
  const look = await db
    .selectFrom('looks')
    .select((eb) => eb.fn.max('looked_at').as('at'))
    .where('review_id', '=', reviewId)
    .where('member_id', '=', by)
    .executeTakeFirst();
  const comment = await db
    .selectFrom('comments')
    .select((eb) => eb.fn.max('sent_at').as('at'))
    .where('review_id', '=', reviewId)
    .where('from_id', '=', by)
    .where('reply_to', 'is', null)
    .executeTakeFirst();
  return Math.max(look?.at ?? 0, comment?.at ?? 0);
}

/** One notice for all replies until its reader has looked again. */
export async function commentReplied(
  db: Reader,
  { reviewId, commentId, by }: CommentReplied,
): Tellings {
  const review = await reviewOf(db, reviewId);
  const comment = await db
    .selectFrom('comments')
    .select(['sent_at', 'removed_at'])
    .where('id', '=', commentId)
    .executeTakeFirst();
  const sentAt = comment?.sent_at ?? null;
  if (review === undefined || sentAt === null || comment?.removed_at !== null) return [];
  const memberId = otherOf(review.pairing, by);
  const time = await lastSeenAt(db, { memberId, href: hrefOf(review) });
  if (time > sentAt) return [];
  const about = { kind: 'comment_replied', time, facts: { latest: commentId } } as const;
  return [toOne(review, memberId, about)];
}

/** The same for both: it says of nobody that they wrapped it up. */
export async function reviewWrappedUp(db: Reader, { reviewId }: ReviewWrappedUp): Tellings {
  const review = await reviewOf(db, reviewId);
  if (review?.state !== 'wrapped_up') return [];
  const about = { kind: 'review_wrapped_up', time: review.wrappedUpAt ?? 0 } as const;
  const { mentorId, menteeId } = review.pairing;
  return [mentorId, menteeId].map((memberId) => toOne(review, memberId, about));
}
