/** Reasons against asking one more question. */
import type { Reader } from '#platform/db/database.server.ts';
import { questionsGoAround } from './question-access.queries.server.ts';
import { openAllowed } from './question.policy.ts';

/** How many questions of a member are open that somebody could still answer. */
async function openQuestionsOf(db: Reader, memberId: string): Promise<number> {
  const { count } = await db
    .selectFrom('questions')
    .leftJoin('pairings', 'pairings.id', 'questions.pairing_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('asker_id', '=', memberId)
    .where('questions.state', '=', 'open')
    .where((eb) =>
      eb.or([eb('widened_at', 'is not', null), eb('pairings.state', '<>', 'wrapped_up')]),
    )
    .executeTakeFirstOrThrow();
  return count;
}

/** True where a member goes along with somebody. */
async function hasPairing(db: Reader, memberId: string): Promise<boolean> {
  const row = await db
    .selectFrom('pairings')
    .select('id')
    .where((eb) => eb.or([eb('mentor_id', '=', memberId), eb('mentee_id', '=', memberId)]))
    .where('state', '<>', 'wrapped_up')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

type StandsAgainst =
  /** The community would rather not. */
  | 'not_here'
  /** There is somebody they go along with: they are asked first. */
  | 'has_pairing'
  | 'too_many_open';

/** Why a member can't ask around; null where they can. Without a pairing that is how to ask. */
export async function whyNotAround(db: Reader, memberId: string): Promise<StandsAgainst | null> {
  if (!(await questionsGoAround(db))) return 'not_here';
  if (await hasPairing(db, memberId)) return 'has_pairing';
  return (await hasTooMany(db, memberId)) ? 'too_many_open' : null;
}

/** True where a member has as many open questions as anybody may have. */
export const hasTooMany = async (db: Reader, memberId: string): Promise<boolean> =>
  (await openQuestionsOf(db, memberId)) >= openAllowed;
