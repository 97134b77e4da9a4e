/** Saving what may be shared, and the words it is found by. */
import type { Act } from '#platform/act.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { AnswerShared } from './events.ts';
import { isAgreed, termsOf, type SharedAnswer } from './shared-answer.ts';
import { peopleIn } from './shared-answer-store.queries.server.ts';

/** Saves words and state; nothing that is not shared can be found. */
export async function saveSharedAnswer(act: Act, shared: SharedAnswer): Promise<void> {
  const { tx, now } = act;
  const { edition, state, voices, title, question, answer } = shared;
  await tx
    .updateTable('shared_answers')
    .set({ edition, state, voices, title, question, answer, changed_at: now })
    .set({ shared_at: state === 'shared' ? now : null })
    .where('id', '=', shared.id)
    .execute();
  await forgetTerms(tx, shared.id);
  if (state === 'shared') await addTerms(tx, shared);
  refreshPages(act, shared);
}

function refreshPages(act: Act, { id, questionId }: SharedAnswer): void {
  act.refresh(`sharedAnswer:${id}`);
  if (questionId !== null) act.refresh(`question:${questionId}`);
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

/** Adds those whose words it holds now. Whoever was added before keeps what they said of their name. */
export async function addPeople(
  { tx }: Act,
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
  act: Act,
  { shared, memberId, isNamed }: { shared: SharedAnswer; memberId: string; isNamed: boolean },
): Promise<void> {
  await act.tx
    .updateTable('shared_answer_people')
    .set({ agreed_edition: shared.edition, agreed_at: act.now, is_named: isNamed ? 1 : 0 })
    .where('shared_answer_id', '=', shared.id)
    .where('member_id', '=', memberId)
    .execute();
  refreshPages(act, shared);
  if (shared.state !== 'suggested') return;
  const people = await peopleIn(act.tx, shared.id);
  const editions = people.map((each) => each.agreed_edition);
  if (!isAgreed(shared, editions)) return;
  await saveSharedAnswer(act, { ...shared, state: 'shared' });
  await act.announce(AnswerShared, { sharedAnswerId: shared.id });
}
