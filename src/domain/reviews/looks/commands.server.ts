/** "I've had a look", and the author's own comments: what was drafted is sent, all of it together. */
import {
  done,
  refused,
  type Done,
  type Refused,
  type Room,
} from '#domain/pairings/keeping/commands.server.ts';
import { announce } from '#platform/jobs.server.ts';
import { makeId } from '#lib/ids.ts';
import type { ReviewLookedAt } from '../events.ts';
import {
  closedReview,
  inReview,
  saveReview,
  type ActingInReview,
  type Closed,
  type Touching,
} from '../keeping/commands.server.ts';
import { lookedAt } from '../review.ts';
import { newestOf } from '../revisions/keeping/commands.server.ts';
import { revisionsOf, type Revision } from '../revisions/queries.server.ts';

export type Looked = Done | Refused<'not_found'> | Closed;

interface Looking extends Touching {
  /** The number of the revision that was looked at; the newest where it is not said. */
  readonly revision?: number;
  /** Overall, already parsed; '' says nothing. */
  readonly words: string;
}

/**
 * The reviewer has had a look: their drafts are sent with it, and it is the author's turn, unless there
 * is a newer revision already. Said twice with nothing new, it was said once.
 */
export function haveALook(
  room: Room,
  { revision: number, words, ...touching }: Looking,
): Promise<Looked> {
  return inReview(room, touching, async (acting): Promise<Looked> => {
    const { tx, review } = acting;
    if (acting.youAre !== 'reviewer') return refused('not_found');
    const closed = closedReview(acting);
    if (closed !== null) return closed;
    const sent = (await revisionsOf(tx, review.id)).filter((each) => each.sent_at !== null);
    const newest = newestOf(sent);
    const seen = number === undefined ? newest : sent.find((each) => each.number === number);
    if (seen === undefined || newest === undefined) return refused('not_found');
    const count = await sendDrafts(acting);
    if (count === 0 && (await saidAlready(acting, { seen, words }))) return done;
    await writeLook(acting, { seen, words });
    await saveAndTell(acting, { isNewest: seen.id === newest.id });
    return done;
  });
}

/** Sends what the author has drafted; it is the reviewer's turn. With no drafts nothing happens. */
export function sendComments(room: Room, touching: Touching): Promise<Looked> {
  return inReview(room, touching, async (acting): Promise<Looked> => {
    if (acting.youAre !== 'author') return refused('not_found');
    const closed = closedReview(acting);
    if (closed !== null) return closed;
    if ((await sendDrafts(acting)) > 0) await saveAndTell(acting, { isNewest: true });
    return done;
  });
}

async function sendDrafts({ tx, review, youId, now }: ActingInReview): Promise<number> {
  const rows = await tx
    .updateTable('comments')
    .set({ sent_at: now })
    .where('review_id', '=', review.id)
    .where('from_id', '=', youId)
    .where('sent_at', 'is', null)
    .returning('id')
    .execute();
  return rows.length;
}

interface Seen {
  readonly seen: Revision;
  readonly words: string;
}

async function saidAlready(
  { tx, review, youId }: ActingInReview,
  { seen, words }: Seen,
): Promise<boolean> {
  const last = await tx
    .selectFrom('looks')
    .selectAll()
    .where('review_id', '=', review.id)
    .where('member_id', '=', youId)
    .orderBy('looked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last?.revision_id !== seen.id) return false;
  return last.words === words || (words === '' && review.turn === 'author');
}

async function writeLook(
  { tx, review, youId, now, random }: ActingInReview,
  { seen, words }: Seen,
): Promise<void> {
  const by = { id: makeId(now, random), review_id: review.id, member_id: youId, looked_at: now };
  await tx
    .insertInto('looks')
    .values({ ...by, revision_id: seen.id, words })
    .execute();
}

async function saveAndTell(
  { tx, review, youAre, youId, now, random }: ActingInReview,
  { isNewest }: { isNewest: boolean },
): Promise<void> {
  await saveReview(tx, lookedAt(review, { by: youAre, isNewest, now }));
  const { id: reviewId, pairingId } = review;
  const event: ReviewLookedAt = { name: 'ReviewLookedAt', pairingId, reviewId, by: youId };
  await announce(tx, { event, now, random });
}
