import type { Reader } from '#platform/db/database.server.ts';
import type { Answer, Question } from './pairing.ts';

export interface Round {
  pairingId: string;
  about: Question;
  /** The moment the question was put, epoch milliseconds; names the round. */
  round: number;
}

/** What each said in a round so far. For deciding it; nobody is ever shown another's answer. */
export async function answersIn(
  db: Reader,
  { pairingId, about, round }: Round,
): Promise<Map<string, Answer>> {
  const rows = await db
    .selectFrom('pairing_answers')
    .select(['member_id', 'says'])
    .where('pairing_id', '=', pairingId)
    .where('about', '=', about)
    .where('round', '=', round)
    .execute();
  return new Map(rows.map((row) => [row.member_id, row.says]));
}
