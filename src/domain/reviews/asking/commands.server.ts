/** Asking for a look: a review is prepared, by its author alone, and then sent. */
import { areApart } from '#domain/members/blocks/queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import {
  done,
  inPairing,
  refused,
  type Acting,
  type Done,
  type Refused,
  type Room,
} from '#domain/pairings/keeping/commands.server.ts';
import { announce } from '#platform/jobs.server.ts';
import { makeId } from '#lib/ids.ts';
import type { FileChange } from '#lib/known-text.ts';
import type { ReviewAsked } from '../events.ts';
import type { AskForm } from '../input.ts';
import {
  addReview,
  closedPairing,
  inReview,
  saveReview,
  type Touching,
} from '../keeping/commands.server.ts';
import { drafted, mostDrafted, mostReviews, revised } from '../review.ts';
import { problemWithFiles } from '../revision.ts';
import { beginRevision, putFiles } from '../revisions/keeping/commands.server.ts';
import { unfit, type Unfit } from '../revisions/unfit.ts';
import { filesOf, revisionsOf } from '../revisions/queries.server.ts';

export type Drafted =
  | { outcome: 'done'; reviewId: string }
  | Refused<'not_found' | 'wrapped_up' | 'not_available' | 'too_many'>
  | Unfit;

/** Begins a review that only its author sees, with the files there are so far. */
export async function draftReview(
  room: Room,
  {
    actor,
    pairingId,
    form,
    files,
  }: { actor: Viewer; pairingId: string; form: AskForm; files: readonly FileChange[] },
): Promise<Drafted> {
  const problem = problemWithFiles(files);
  return inPairing(room, { actor, pairingId }, async (acting): Promise<Drafted> => {
    const { tx, pairing, youId, otherId, now, random } = acting;
    const isApart = await areApart(tx, { memberId: youId, otherId });
    const closed = closedPairing({ pairing, isApart });
    if (closed !== null) return closed;
    if (problem !== null) return unfit(problem);
    if (await areTooMany(acting)) return refused('too_many');
    const reviewId = makeId(now, random);
    await addReview(tx, drafted({ id: reviewId, pairingId, authorId: youId, ...form }, now));
    const revision = await beginRevision(tx, { reviewId, after: null, now, random });
    const unfitting = await putFiles(tx, { reviewId, revision, files, now, random });
    if (unfitting === null) return { ...done, reviewId };
    await tx.deleteFrom('reviews').where('id', '=', reviewId).execute();
    return unfit(unfitting);
  });
}

async function areTooMany({ tx, pairing, youId }: Acting): Promise<boolean> {
  const rows = await tx
    .selectFrom('reviews')
    .select(['state', 'author_id', (eb) => eb.fn.countAll<number>().as('count')])
    .where('pairing_id', '=', pairing.id)
    .groupBy(['state', 'author_id'])
    .execute();
  const all = rows.reduce((sum, { count }) => sum + Number(count), 0);
  const own = rows.find((row) => row.state === 'drafted' && row.author_id === youId);
  return all >= mostReviews || Number(own?.count ?? 0) >= mostDrafted;
}

export type Changed = Done | Refused<'not_found' | 'wrapped_up' | 'not_available' | 'sent'>;

/** Changes what a review says while it is being prepared. */
export function changeDraft(
  room: Room,
  { form, ...touching }: Touching & { form: AskForm },
): Promise<Changed> {
  return inReview(room, touching, async (acting): Promise<Changed> => {
    const { tx, review, now } = acting;
    const closed = closedPairing(acting);
    if (closed !== null) return closed;
    if (acting.youAre !== 'author') return refused('not_found');
    if (review.state !== 'drafted') return refused('sent');
    await saveReview(tx, { ...review, ...form, changedAt: now });
    return done;
  });
}

/** Throws away what was prepared, with its code. Also once the pairing is over. */
export function dropDraft(
  room: Room,
  touching: Touching,
): Promise<Done | Refused<'not_found' | 'sent'>> {
  return inReview(room, touching, async ({ tx, review, youAre }) => {
    if (youAre !== 'author') return refused('not_found');
    if (review.state !== 'drafted') return refused('sent');
    await tx.deleteFrom('reviews').where('id', '=', review.id).execute();
    return done;
  });
}

export type Sent = Done | Refused<'not_found' | 'wrapped_up' | 'not_available' | 'no_files'>;

/** Sends it: from now on it is there for the other, and it is their turn. Sent twice is sent once. */
export function sendReview(room: Room, touching: Touching): Promise<Sent> {
  return inReview(room, touching, async (acting): Promise<Sent> => {
    const { tx, review, now, random } = acting;
    if (acting.youAre !== 'author') return refused('not_found');
    if (review.state !== 'drafted') return done;
    const closed = closedPairing(acting);
    if (closed !== null) return closed;
    const [first] = await revisionsOf(tx, review.id);
    if (first === undefined || (await filesOf(tx, [first.id])).length === 0)
      return refused('no_files');
    await tx.updateTable('revisions').set({ sent_at: now }).where('id', '=', first.id).execute();
    await saveReview(tx, revised(review, now));
    const { id: reviewId, pairingId } = review;
    const event: ReviewAsked = { name: 'ReviewAsked', pairingId, reviewId };
    await announce(tx, { event, now, random });
    return done;
  });
}
