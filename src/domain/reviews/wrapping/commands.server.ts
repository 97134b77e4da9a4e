import {
  done,
  refused,
  type Done,
  type Refused,
  type Room,
} from '#domain/pairings/keeping/commands.server.ts';
import { announce } from '#platform/jobs.server.ts';
import type { ReviewWrappedUp } from '../events.ts';
import {
  closedPairing,
  inReview,
  saveReview,
  tellReview,
  type ActingInReview,
  type Touching,
} from '../keeping/commands.server.ts';
import { wrappedUp } from '../review.ts';

type Wrapped = Done | Refused<'not_found' | 'wrapped_up' | 'not_available' | 'not_sent'>;

/** It is finished, whichever of the two says so. A further revision opens it again. */
export function wrapUpReview(room: Room, touching: Touching): Promise<Wrapped> {
  return inReview(room, touching, async (acting): Promise<Wrapped> => {
    const { tx, review, now, random } = acting;
    if (review.state === 'wrapped_up') return done;
    const closed = closedPairing(acting);
    if (closed !== null) return closed;
    if (review.state === 'drafted') return refused('not_sent');
    await saveReview(tx, wrappedUp(review, now));
    const { id: reviewId, pairingId } = review;
    const event: ReviewWrappedUp = { name: 'ReviewWrappedUp', pairingId, reviewId };
    await announce(tx, { event, now, random });
    return done;
  });
}

/**
 * Writes down what one picked up; '' takes it away again. Before it is wrapped up the other sees nothing
 * of it until they have written too, so open pages are not told.
 */
export function writePickedUp(
  room: Room,
  { words, ...touching }: Touching & { words: string },
): Promise<Wrapped> {
  return inReview(room, touching, async (acting): Promise<Wrapped> => {
    const closed = closedPairing(acting);
    if (closed !== null) return closed;
    if (acting.review.state === 'drafted') return refused('not_sent');
    await keep(acting, words);
    if (acting.review.state === 'wrapped_up') tellReview(acting.tx, acting.review.id);
    return done;
  });
}

async function keep({ tx, review, youId, now }: ActingInReview, words: string): Promise<void> {
  if (words === '')
    return void (await tx
      .deleteFrom('picked_up')
      .where('review_id', '=', review.id)
      .where('member_id', '=', youId)
      .execute());
  const said = { words, written_at: now };
  await tx
    .insertInto('picked_up')
    .values({ review_id: review.id, member_id: youId, ...said })
    .onConflict((conflict) => conflict.columns(['review_id', 'member_id']).doUpdateSet(said))
    .execute();
}
