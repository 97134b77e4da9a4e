/** What the people of the access matrix have to do with each other. */
import { day } from '#lib/duration.ts';
import { makeId } from '#lib/ids.ts';
import { putComment, putPost, putQuestion, putReview, putSharedAnswer } from './raw-reviews.ts';
import { addMet } from './raw-meetings.ts';
import { addPairing, addRequest, plainNoteText, plainTermsText } from './raw-pairings.ts';

interface Couples {
  member: { id: string };
  other: { id: string };
  former: { id: string };
  apart: { id: string };
}

/** Pairings in three states with a meeting each, a note, a message, a place in line, a block, and what two work on; gives their ids. */
export async function putTogether(
  machinery: Parameters<typeof addPairing>[0],
  { member, other, former, apart }: Couples,
): Promise<Record<string, string>> {
  const ended = { state: 'wrapped_up' as const, wrapped_up_at: machinery.clock.now() };
  const going = await addPairing(machinery, { mentorId: member.id, menteeId: other.id });
  const wrapped = await addPairing(machinery, {
    mentorId: member.id,
    menteeId: former.id,
    ...ended,
  });
  const parted = await addPairing(machinery, { mentorId: member.id, menteeId: apart.id, ...ended });
  const request = await addRequest(machinery, { fromId: other.id, toId: member.id });
  const now = machinery.clock.now();
  const [message, place] = [makeId(now, machinery.random), makeId(now, machinery.random)];
  const met = await haveMet(machinery, { going, wrapped, parted });
  await machinery.db.transact(async (tx) => {
    await tx
      .insertInto('messages')
      .values({
        id: message,
        conversation_id: going.conversationId,
        from_id: other.id,
        body: 'Hello',
        written_at: now,
      })
      .execute();
    await tx
      .insertInto('waiting_places')
      .values({
        id: place,
        mentor_id: member.id,
        member_id: other.id,
        state: 'waiting',
        note: plainNoteText,
        terms: plainTermsText,
        joined_at: now,
      })
      .execute();
    await tx
      .insertInto('blocks')
      .values({ member_id: member.id, other_id: apart.id, since: now })
      .execute();
  });
  return {
    pairing: going.pairingId,
    wrapped: wrapped.pairingId,
    parted: parted.pairingId,
    request,
    message,
    place,
    apart: apart.id,
    ...met,
    ...(await putWorks(machinery, { pairingId: going.pairingId, member, other })),
  };
}

/** A review with a comment, a question with an answer, and the answer as all can read it. */
async function putWorks(
  machinery: Parameters<typeof addPairing>[0],
  { pairingId, member, other }: Pick<Couples, 'member' | 'other'> & { pairingId: string },
): Promise<Record<string, string>> {
  const { reviewId, revisionId } = await putReview(machinery, { pairingId, authorId: member.id });
  const comment = await putComment(machinery, { reviewId, revisionId, fromId: other.id });
  const question = await putQuestion(machinery, { askerId: member.id, pairing_id: pairingId });
  const post = await putPost(machinery, {
    questionId: question,
    fromId: other.id,
    seen_by: 'partners',
  });
  const answer = await putSharedAnswer(machinery, {
    askerId: member.id,
    answererIds: [other.id],
    agreed: 1,
    question_id: question,
    state: 'shared',
    shared_at: machinery.clock.now(),
  });
  const draftedReview = await prepared(machinery, { pairingId, authorId: member.id });
  return { review: reviewId, draftedReview, comment, question, post, answer };
}

/** A review that only its author knows of. */
async function prepared(
  machinery: Parameters<typeof addPairing>[0],
  { pairingId, authorId }: { pairingId: string; authorId: string },
): Promise<string> {
  const unsent = { state: 'drafted' as const, turn: 'author' as const, asked_at: null };
  const { reviewId, revisionId } = await putReview(machinery, { pairingId, authorId, ...unsent });
  await machinery.db.transact((tx) =>
    tx.updateTable('revisions').set({ sent_at: null }).where('id', '=', revisionId).execute(),
  );
  return reviewId;
}

type Begun = { pairingId: string };

/** A meeting to come where two go along, far enough that nobody is reminded; one that was elsewhere. */
function haveMet(
  { db, clock, random }: Parameters<typeof addPairing>[0],
  { going, wrapped, parted }: { going: Begun; wrapped: Begun; parted: Begun },
): Promise<{ meeting: string; metBefore: string; metApart: string }> {
  const now = clock.now();
  const moment = { now, random };
  const happened = { at: now - 7 * day, state: 'happened' as const };
  return db.transact(async (tx) => ({
    meeting: await addMet(tx, { pairingId: going.pairingId, at: now + 5 * day }, moment),
    metBefore: await addMet(tx, { pairingId: wrapped.pairingId, ...happened }, moment),
    metApart: await addMet(tx, { pairingId: parted.pairingId, ...happened }, moment),
  }));
}
