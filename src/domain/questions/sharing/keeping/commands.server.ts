/** Saving what may be shared, and the words it is found by. */
import type { Moment } from '#domain/pairings/keeping/commands.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce } from '#platform/jobs.server.ts';
import { publish } from '#platform/live.server.ts';
import type { AnswerShared } from '../../events.ts';
import { isAgreed, termsOf, type SharedAnswer } from '../answer.ts';
import { peopleIn } from './queries.server.ts';

/** Saves words and state; nothing that is not shared can be found. */
export async function saveSharedAnswer(
  tx: Tx,
  shared: SharedAnswer,
  { now }: { now: number },
): Promise<void> {
  const { edition, state, voices, title, question, answer } = shared;
  await tx
    .updateTable('shared_answers')
    .set({ edition, state, voices, title, question, answer, changed_at: now })
    .set({ shared_at: state === 'shared' ? now : null })
    .where('id', '=', shared.id)
    .execute();
  await forgetTerms(tx, shared.id);
  if (state === 'shared') await addTerms(tx, shared);
  tellPages(tx, shared);
}

function tellPages(tx: Tx, { id, questionId }: SharedAnswer): void {
  publish(tx, `sharedAnswer:${id}`);
  if (questionId !== null) publish(tx, `question:${questionId}`);
}

const forgetTerms = (tx: Tx, sharedAnswerId: string) =>
  tx.deleteFrom('shared_answer_terms').where('shared_answer_id', '=', sharedAnswerId).execute();

async function addTerms(tx: Tx, { id, skillId, title, question, answer }: SharedAnswer) {
  const skill = skillId === null ? undefined : await nameOf(tx, skillId);
  const terms = termsOf({ title, skill: skill ?? '', question, answer });
  const rows = Array.from(terms, ([term, weight]) => ({ term, shared_answer_id: id, weight }));
  const atOnce = 1000;
  for (let from = 0; from < rows.length; from += atOnce)
    await tx
      .insertInto('shared_answer_terms')
      .values(rows.slice(from, from + atOnce))
      .execute();
}

async function nameOf(tx: Tx, skillId: string): Promise<string | undefined> {
  const query = tx.selectFrom('skills').select('name').where('id', '=', skillId);
  return (await query.executeTakeFirst())?.name;
}

/** Those whose words it holds now. Who is there already keeps what they said of their name. */
export async function addPeople(
  tx: Tx,
  { shared, askerId, memberIds }: { shared: SharedAnswer; askerId: string; memberIds: string[] },
): Promise<void> {
  const rows = memberIds.map((memberId) => ({
    shared_answer_id: shared.id,
    member_id: memberId,
    part: memberId === askerId ? ('asked' as const) : ('answered' as const),
    agreed_edition: null,
    agreed_at: null,
  }));
  await tx
    .insertInto('shared_answer_people')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['shared_answer_id', 'member_id']).doNothing())
    .execute();
}

/** Somebody's yes to the edition as it is. With the last one everybody can read it. */
export async function agree(
  tx: Tx,
  { shared, memberId, isNamed }: { shared: SharedAnswer; memberId: string; isNamed: boolean },
  { now, random }: Moment,
): Promise<void> {
  await tx
    .updateTable('shared_answer_people')
    .set({ agreed_edition: shared.edition, agreed_at: now, is_named: isNamed ? 1 : 0 })
    .where('shared_answer_id', '=', shared.id)
    .where('member_id', '=', memberId)
    .execute();
  tellPages(tx, shared);
  if (shared.state !== 'suggested') return;
  const people = await peopleIn(tx, shared.id);
  const editions = people.map((each) => each.agreed_edition);
  if (!isAgreed(shared, editions)) return;
  await saveSharedAnswer(tx, { ...shared, state: 'shared' }, { now });
  const event: AnswerShared = { name: 'AnswerShared', sharedAnswerId: shared.id };
  await announce(tx, { event, now, random });
}
