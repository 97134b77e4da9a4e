/** Words that stand nowhere else, in everything of a review and a question that is not for everybody. */
import { makeId } from '#lib/ids.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import {
  putAsked,
  putComment,
  putPost,
  putQuestion,
  putReview,
  putSharedAnswer,
} from './raw-reviews.ts';

/** Each word and who may read it: Ana and Ben go along, Cy was asked around about one question. */
export const mayReadOfWorks = {
  'canary-review-title': ['Ana', 'Ben'],
  'canary-review-look-at': ['Ana', 'Ben'],
  'canary-review-draft': ['Ben'],
  'canary-code': ['Ana', 'Ben'],
  'canary-comment': ['Ana', 'Ben'],
  'canary-suggestion': ['Ana', 'Ben'],
  'canary-comment-draft': ['Ana'],
  'canary-review-picked-up': ['Ana', 'Ben'],
  'canary-question-title': ['Ana', 'Ben', 'Cy'],
  'canary-question-body': ['Ana', 'Ben', 'Cy'],
  'canary-question-tried': ['Ana', 'Ben', 'Cy'],
  'canary-post-between': ['Ana', 'Ben'],
  'canary-post-asked-around': ['Ana', 'Ben', 'Cy'],
  'canary-post-thanks': ['Ana', 'Ben', 'Cy'],
  'canary-answer-suggested': ['Ana', 'Ben'],
  'canary-answer-taken-back': ['Ana', 'Ben'],
} as const;

type Machinery = Pick<Runtime, 'db' | 'clock' | 'random'>;

/** Reviews and questions of Ana and Ben, of which Cy was asked around about one; their ids by kind. */
export async function addCanaryReviews(
  machinery: Machinery,
  who: Record<'ana' | 'ben' | 'cy' | 'pairingId', string>,
): Promise<Record<string, string[]>> {
  return { ...(await plantReviews(machinery, who)), ...(await plantQuestions(machinery, who)) };
}

async function plantReviews(
  machinery: Machinery,
  { ana, ben, pairingId }: Record<'ana' | 'ben' | 'pairingId', string>,
): Promise<Record<string, string[]>> {
  const now = machinery.clock.now();
  const inPairing = { pairingId, authorId: ben };
  const open = await putReview(machinery, {
    ...inPairing,
    title: 'canary-review-title',
    look_at: 'canary-review-look-at',
    state: 'wrapped_up',
    wrapped_up_at: now,
  });
  const drafted = await putReview(machinery, {
    ...inPairing,
    title: 'canary-review-draft',
    state: 'drafted',
  });
  const byAna = { ...open, fromId: ana };
  const comment = await putComment(machinery, {
    ...byAna,
    body: 'canary-comment',
    suggestion: 'canary-suggestion',
  });
  const draft = { body: 'canary-comment-draft', sent_at: null };
  const draftComment = await putComment(machinery, { ...byAna, ...draft });
  const textId = makeId(now, machinery.random);
  await machinery.db.transact(async (tx) => {
    const body = 'canary-code';
    const known = { spans: [{ start: 1, count: 1 }], isWhole: true, endsWithNewline: true };
    await tx
      .insertInto('texts')
      .values({
        id: textId,
        review_id: open.reviewId,
        hash: 'x',
        body,
        spans: JSON.stringify(known),
        bytes: body.length,
        line_count: 1,
      })
      .execute();
    await tx
      .insertInto('revision_files')
      .values({
        id: textId,
        revision_id: open.revisionId,
        position: 0,
        path: 'a.ts',
        change: 'added',
        after_id: textId,
      })
      .execute();
    await tx
      .insertInto('picked_up')
      .values({
        review_id: open.reviewId,
        member_id: ana,
        words: 'canary-review-picked-up',
        written_at: now,
      })
      .execute();
  });
  return { review: [open.reviewId, drafted.reviewId], comment: [comment, draftComment] };
}

async function plantQuestions(
  machinery: Machinery,
  { ana, ben, cy, pairingId }: Record<'ana' | 'ben' | 'cy' | 'pairingId', string>,
): Promise<Record<string, string[]>> {
  const now = machinery.clock.now();
  const question = await putQuestion(machinery, {
    askerId: ben,
    pairing_id: pairingId,
    title: 'canary-question-title',
    body: 'canary-question-body',
    tried: 'canary-question-tried',
    widened_at: now,
    rounds: 1,
    round_at: now,
  });
  await putAsked(machinery, { questionId: question, memberId: cy });
  const answered = { questionId: question, fromId: ana };
  const between = await putPost(machinery, {
    ...answered,
    body: 'canary-post-between',
    seen_by: 'partners',
  });
  const around = await putPost(machinery, {
    ...answered,
    body: 'canary-post-asked-around',
    helped_at: now,
    thanks: 'canary-post-thanks',
  });
  const people = { askerId: ben, answererIds: [ana] };
  const suggested = await putSharedAnswer(machinery, {
    ...people,
    question_id: question,
    answer: 'canary-answer-suggested',
  });
  const takenBack = await putSharedAnswer(machinery, {
    ...people,
    answer: 'canary-answer-taken-back',
    state: 'taken_back',
  });
  return { question: [question], post: [between, around], answer: [suggested, takenBack] };
}
