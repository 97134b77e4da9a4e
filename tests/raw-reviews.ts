/** Reviews and questions for tests of what stands above them, written straight into the database. */
import type { Insertable } from 'kysely';
import { makeId } from '#lib/ids.ts';
import type { Tables } from '#platform/db/tables.ts';
import type { Runtime } from '#platform/runtime.server.ts';

type Machinery = Pick<Runtime, 'db' | 'clock' | 'random'>;
type Row<Table extends keyof Tables> = Partial<Insertable<Tables[Table]>>;

/** An open review with one revision; `choices` say what is otherwise. */
export async function putReview(
  { db, clock, random }: Machinery,
  { pairingId, authorId, ...choices }: { pairingId: string; authorId: string } & Row<'reviews'>,
): Promise<{ reviewId: string; revisionId: string }> {
  const now = clock.now();
  const [reviewId, revisionId] = [makeId(now, random), makeId(now, random)];
  await db.transact(async (tx) => {
    await tx
      .insertInto('reviews')
      .values({
        id: reviewId,
        pairing_id: pairingId,
        author_id: authorId,
        title: 'Retry with a pause',
        state: 'open',
        turn: 'reviewer',
        drafted_at: now,
        asked_at: now,
        changed_at: now,
        turn_since: now,
        ...choices,
      })
      .execute();
    await tx
      .insertInto('revisions')
      .values({ id: revisionId, review_id: reviewId, number: 1, drafted_at: now, sent_at: now })
      .execute();
  });
  return { reviewId, revisionId };
}

/** A comment that was sent, or a reply where `choices` name what to; gives its id. */
export async function putComment(
  { db, clock, random }: Machinery,
  {
    reviewId,
    revisionId,
    fromId,
    ...choices
  }: { reviewId: string; revisionId: string; fromId: string } & Row<'comments'>,
): Promise<string> {
  const now = clock.now();
  const id = makeId(now, random);
  await db.transact((tx) =>
    tx
      .insertInto('comments')
      .values({
        id,
        review_id: reviewId,
        revision_id: revisionId,
        from_id: fromId,
        body: 'Could this wait a little longer each time?',
        drafted_at: now,
        sent_at: now,
        ...choices,
      })
      .execute(),
  );
  return id;
}

/** An open question, to the other of a pairing where `choices` name one; gives its id. */
export async function putQuestion(
  { db, clock, random }: Machinery,
  { askerId, ...choices }: { askerId: string } & Row<'questions'>,
): Promise<string> {
  const now = clock.now();
  const id = makeId(now, random);
  await db.transact((tx) =>
    tx
      .insertInto('questions')
      .values({
        id,
        asker_id: askerId,
        title: 'Stopping a fetch',
        body: 'How do I stop it when somebody leaves?',
        state: 'open',
        turn: 'answerer',
        asked_at: now,
        changed_at: now,
        ...choices,
      })
      .execute(),
  );
  return id;
}

/** Somebody a question was sent to. */
export const putAsked = (
  { db, clock }: Machinery,
  {
    questionId,
    memberId,
    ...choices
  }: { questionId: string; memberId: string } & Row<'question_people'>,
) =>
  db.transact((tx) =>
    tx
      .insertInto('question_people')
      .values({
        question_id: questionId,
        member_id: memberId,
        came: 'asked_around',
        invited_at: clock.now(),
        ...choices,
      })
      .execute(),
  );

/** An answer, or a further word; gives its id. */
export async function putPost(
  { db, clock, random }: Machinery,
  { questionId, fromId, ...choices }: { questionId: string; fromId: string } & Row<'posts'>,
): Promise<string> {
  const now = clock.now();
  const id = makeId(now, random);
  await db.transact((tx) =>
    tx
      .insertInto('posts')
      .values({
        id,
        question_id: questionId,
        from_id: fromId,
        seen_by: 'everyone_asked',
        body: 'With an AbortController.',
        written_at: now,
        ...choices,
      })
      .execute(),
  );
  return id;
}

/** An answer that all of them agreed to share, or are to; gives its id. */
export async function putSharedAnswer(
  { db, clock, random }: Machinery,
  {
    askerId,
    answererIds,
    agreed = null,
    ...choices
  }: {
    askerId: string;
    answererIds: readonly string[];
    /** The edition all of them agreed to. */
    agreed?: number | null;
  } & Row<'shared_answers'>,
): Promise<string> {
  const now = clock.now();
  const id = makeId(now, random);
  const people = [
    { member_id: askerId, part: 'asked' as const },
    ...answererIds.map((member_id) => ({ member_id, part: 'answered' as const })),
  ];
  await db.transact(async (tx) => {
    await tx
      .insertInto('shared_answers')
      .values({
        id,
        edition: 1,
        title: 'Stopping a fetch',
        question: 'How do I stop it?',
        answer: 'With an AbortController.',
        state: 'suggested',
        voices: people.length,
        suggested_at: now,
        changed_at: now,
        ...choices,
      })
      .execute();
    await tx
      .insertInto('shared_answer_people')
      .values(people.map((each) => ({ ...each, shared_answer_id: id, agreed_edition: agreed })))
      .execute();
  });
  return id;
}
