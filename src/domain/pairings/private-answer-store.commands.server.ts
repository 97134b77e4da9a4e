import type { Act } from '#platform/act.server.ts';
import type { Answer, Question } from './pairing.ts';
import type { Round } from './private-answer-store.queries.server.ts';

/** Saves what somebody answered in a round; until it is decided they may change their mind. */
export async function savePrivateAnswer(
  { tx, now }: Act,
  { pairingId, about, round, memberId, says }: Round & { memberId: string; says: Answer },
): Promise<void> {
  const answer = { says, answered_at: now };
  await tx
    .insertInto('pairing_answers')
    .values({ pairing_id: pairingId, member_id: memberId, about, round, ...answer })
    .onConflict((conflict) =>
      conflict.columns(['pairing_id', 'member_id', 'about', 'round']).doUpdateSet(answer),
    )
    .execute();
}

/** Deletes all private answers to a question, because it has been decided. */
export async function deleteAnswers(
  { tx }: Act,
  { pairingId, about }: { pairingId: string; about: Question },
): Promise<void> {
  await tx
    .deleteFrom('pairing_answers')
    .where('pairing_id', '=', pairingId)
    .where('about', '=', about)
    .execute();
}
