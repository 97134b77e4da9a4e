import type { Selectable } from 'kysely';
import { apartFrom } from '#domain/members/blocks.queries.server.ts';
import { isId } from '#lib/ids.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { SharedAnswersTable } from './tables.ts';
import type { Found } from './question-access.queries.server.ts';
import { postsFor } from './question-posts.queries.server.ts';
import type { QuestionPage } from './question-view.ts';
import type { SharedAnswer } from './shared-answer.ts';

/** A shared answer as its row holds it. */
export const sharedAnswerFrom = (row: Selectable<SharedAnswersTable>): SharedAnswer => ({
  id: row.id,
  questionId: row.question_id,
  skillId: row.skill_id,
  edition: row.edition,
  state: row.state,
  voices: row.voices,
  changedAt: row.changed_at,
  title: row.title,
  question: row.question,
  answer: row.answer,
});

/** The shared answer a question became or may become. */
export const sharedAnswerOn = (db: Reader, questionId: string) =>
  db
    .selectFrom('shared_answers')
    .selectAll()
    .where('question_id', '=', questionId)
    .executeTakeFirst();

/** A shared answer for somebody whose words it holds; not there for everybody else. */
export async function sharedAnswerWith(
  db: Reader,
  { sharedAnswerId, memberId }: { sharedAnswerId: string; memberId: string },
): Promise<SharedAnswer | undefined> {
  if (!isId(sharedAnswerId)) return undefined;
  const row = await db
    .selectFrom('shared_answers')
    .innerJoin('shared_answer_people', 'shared_answer_id', 'shared_answers.id')
    .selectAll('shared_answers')
    .where('shared_answers.id', '=', sharedAnswerId)
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  return row === undefined ? undefined : sharedAnswerFrom(row);
}

/** Everybody whose words it holds and who is still here. */
export const peopleIn = (db: Reader, sharedAnswerId: string) =>
  db
    .selectFrom('shared_answer_people')
    .select(['member_id', 'part', 'agreed_edition', 'is_named'])
    .where('shared_answer_id', '=', sharedAnswerId)
    .orderBy('member_id')
    .execute();

/** Those whose answers helped, as far as the viewer may read them. */
export async function helpersSeenBy(
  db: Reader,
  { found, viewerId }: { found: Found; viewerId: string },
): Promise<Set<string>> {
  const posts = await postsFor(db, { found, viewerId });
  const apart = await apartFrom(db, viewerId);
  const helped = posts.filter((post) => post.helped_at !== null && !apart.has(post.from_id));
  return new Set(helped.map((post) => post.from_id));
}

/** Whether the viewer can suggest that others may read it: who asked, and whose answer helped. */
export async function mayShare(
  db: Reader,
  { found, viewerId }: { found: Found; viewerId: string },
): Promise<boolean> {
  if (found.question.state !== 'helped' || found.isApart) return false;
  const helpers = await helpersSeenBy(db, { found, viewerId });
  if (helpers.size === 0 || !(found.part === 'asker' || helpers.has(viewerId))) return false;
  const row = await sharedAnswerOn(db, found.question.id);
  return row === undefined || row.state === 'taken_back';
}

/** The shared answer on a question, where the viewer has a say in it and it was not taken back. */
export async function sharingOf(
  db: Reader,
  { questionId, viewerId }: { questionId: string; viewerId: string },
): Promise<QuestionPage['sharing']> {
  const row = await db
    .selectFrom('shared_answers')
    .innerJoin('shared_answer_people', 'shared_answer_id', 'shared_answers.id')
    .select(['shared_answers.id', 'state'])
    .where('question_id', '=', questionId)
    .where('member_id', '=', viewerId)
    .executeTakeFirst();
  return row === undefined || row.state === 'taken_back' ? null : { id: row.id, state: row.state };
}
