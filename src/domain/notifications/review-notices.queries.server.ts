/** Notices about reviews: ids only, for title, code and comments are for the two alone. */
import { readPairing } from '#domain/pairings/pairing-store.queries.server.ts';
import { isLiving, type Pairing } from '#domain/pairings/pairing.ts';
import {
  CommentReplied,
  ReviewAsked,
  ReviewLookedAt,
  ReviewWrappedUp,
  RevisionAdded,
} from '#domain/reviews/events.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { m } from '#words/paraglide/messages.js';
import type { NoticeFacts, Recipient, Waiting } from './notice.ts';
import { notice, type Notice } from './notice-kind.queries.server.ts';
import { lastSeenAt } from './seen-notices.queries.server.ts';

interface ToldReview {
  readonly id: string;
  readonly authorId: string;
  readonly state: 'open' | 'wrapped_up';
  readonly turn: string;
  readonly wrappedUpAt: number | null;
  readonly pairing: Pairing;
}

/** A review somebody can be told of: sent once, in a pairing that still lives. */
async function reviewOf(db: Reader, reviewId: string): Promise<ToldReview | undefined> {
  const row = await db
    .selectFrom('reviews')
    .select(['id', 'author_id', 'pairing_id', 'state', 'turn', 'wrapped_up_at'])
    .where('id', '=', reviewId)
    .executeTakeFirst();
  const pairing = row && (await readPairing(db, row.pairing_id));
  if (row === undefined || row.state === 'drafted') return undefined;
  if (pairing === undefined || !isLiving(pairing)) return undefined;
  const { id, author_id: authorId, state, turn, wrapped_up_at: wrappedUpAt } = row;
  return { id, authorId, state, turn, wrappedUpAt, pairing };
}

interface Change {
  /** What tells this time from another of the same kind. */
  readonly time: string | number;
  readonly facts?: Partial<NoticeFacts>;
}

const hrefOf = ({ id }: ToldReview): string => `/reviews/${id}`;

const otherOf = ({ mentorId, menteeId }: Pairing, memberId: string): string =>
  memberId === mentorId ? menteeId : mentorId;

const toOne = (review: ToldReview, memberId: string, { time, facts = {} }: Change): Recipient => ({
  key: `${review.id}:${time}:${memberId}`,
  memberId,
  otherId: otherOf(review.pairing, memberId),
  facts: { about: review.id, ...facts },
  href: hrefOf(review),
  settledHref: `/pairings/${review.pairing.id}/reviews`,
});

async function toReviewer(db: Reader, reviewId: string, change: Change): Promise<Recipient[]> {
  const review = await reviewOf(db, reviewId);
  if (review?.state !== 'open') return [];
  return [toOne(review, otherOf(review.pairing, review.authorId), change)];
}

const isNotReviewersTurn = async (db: Reader, { facts }: Waiting): Promise<boolean> => {
  const review = await reviewOf(db, facts.about);
  return review?.state !== 'open' || review.turn !== 'reviewer';
};

const reviewAsked = notice('review_asked', ReviewAsked, {
  preference: 'reviews',
  isFromOther: true,
  to: (db, { reviewId }) => toReviewer(db, reviewId, { time: '' }),
  isOver: isNotReviewersTurn,
  words: (w, to) => ({
    subject: m.letters_review_asked(w, to),
    paragraphs: [m.letters_review_asked_what({}, to), m.letters_review_asked_next({}, to)],
    button: m.letters_review_asked_button({}, to),
  }),
});

const revisionAdded = notice('revision_added', RevisionAdded, {
  preference: 'reviews',
  isFromOther: true,
  to: (db, { reviewId, revisionId }) =>
    toReviewer(db, reviewId, { time: revisionId, facts: { latest: revisionId } }),
  isOver: isNotReviewersTurn,
  words: (w, to) => ({
    subject: m.letters_revision_added(w, to),
    paragraphs: [m.letters_revision_added_what({}, to)],
    button: m.letters_review_asked_button({}, to),
  }),
});

/** The other of the two, whoever sent their comments. */
const reviewLookedAt = notice('review_looked_at', ReviewLookedAt, {
  preference: 'reviews',
  isFromOther: true,
  async to(db, { reviewId, by }) {
    const review = await reviewOf(db, reviewId);
    if (review?.state !== 'open') return [];
    const time = await lastSentBy(db, { reviewId, by });
    const facts = { what: by === review.authorId ? 'commented' : 'looked' };
    return [toOne(review, otherOf(review.pairing, by), { time, facts })];
  },
  isOver: async (db, { facts }) => (await reviewOf(db, facts.about))?.state !== 'open',
  words: (w, to) => ({
    subject:
      w.what === 'commented'
        ? m.letters_review_commented(w, to)
        : m.letters_review_looked_at(w, to),
    paragraphs: [m.letters_review_looked_at_what(w, to)],
    button: m.letters_review_button({}, to),
  }),
});

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

const commentOf = (db: Reader, commentId: string) =>
  db
    .selectFrom('comments')
    .select(['sent_at', 'removed_at'])
    .where('id', '=', commentId)
    .executeTakeFirst();

/** One notice for all replies until its reader has looked again. */
const commentReplied = notice('comment_replied', CommentReplied, {
  preference: 'reviews',
  isFromOther: true,
  isBurst: true,
  async to(db, { reviewId, commentId, by }) {
    const review = await reviewOf(db, reviewId);
    const comment = await commentOf(db, commentId);
    const sentAt = comment?.sent_at ?? null;
    if (review === undefined || sentAt === null || comment?.removed_at !== null) return [];
    const memberId = otherOf(review.pairing, by);
    const time = await lastSeenAt(db, { memberId, href: hrefOf(review) });
    if (time > sentAt) return [];
    return [toOne(review, memberId, { time, facts: { latest: commentId } })];
  },
  async isOver(db, { facts }) {
    if ((await reviewOf(db, facts.about)) === undefined) return true;
    const comment = await commentOf(db, facts.latest ?? '');
    return comment?.removed_at !== null;
  },
  words: (w, to) => ({
    subject: m.letters_comment_replied(w, to),
    paragraphs: [m.letters_comment_replied_what(w, to)],
    button: m.letters_review_button({}, to),
  }),
});

/** The same for both: it says of nobody that they wrapped it up. */
const reviewWrappedUp = notice('review_wrapped_up', ReviewWrappedUp, {
  preference: 'reviews',
  isUrgent: false,
  async to(db, { reviewId }) {
    const review = await reviewOf(db, reviewId);
    if (review?.state !== 'wrapped_up') return [];
    const { mentorId, menteeId } = review.pairing;
    const time = review.wrappedUpAt ?? 0;
    return [mentorId, menteeId].map((memberId) => toOne(review, memberId, { time }));
  },
  isOver: async (db, waiting) =>
    (await reviewOf(db, waiting.facts.about))?.state !== 'wrapped_up' ||
    (await hasPickedUp(db, waiting)),
  words: (w, to) => ({
    subject: m.letters_review_wrapped_up(w, to),
    paragraphs: [
      m.letters_review_wrapped_up_what({}, to),
      m.letters_review_wrapped_up_next({}, to),
    ],
    button: m.letters_review_wrapped_up_button({}, to),
  }),
});

/** They wrote down what they picked up. */
async function hasPickedUp(db: Reader, { facts, memberId }: Waiting): Promise<boolean> {
  const row = await db
    .selectFrom('picked_up')
    .select('written_at')
    .where('review_id', '=', facts.about)
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  return row !== undefined;
}

export const reviewNotices: readonly Notice[] = [
  reviewAsked,
  revisionAdded,
  reviewLookedAt,
  commentReplied,
  reviewWrappedUp,
];
