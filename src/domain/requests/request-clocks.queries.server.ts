import type { Reader } from '#platform/db/database.server.ts';

/**
 * How many notes to a member ended in silence since they last answered any, or last said that they
 * are still around. A note they asked something about was answered: the writer fell silent then.
 */
export async function silencesOf(db: Reader, memberId: string): Promise<number> {
  const since = Math.max(await lastAnswer(db, memberId), await lastConfirmed(db, memberId));
  const { count } = await db
    .selectFrom('requests')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('to_id', '=', memberId)
    .where('state', '=', 'expired')
    // One that was cut short before its time, as by a block, was not theirs to answer.
    .whereRef('ended_at', '>=', 'due_at')
    .where('ended_at', '>', since)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('request_changes')
            .select('request_changes.id')
            .whereRef('request_changes.request_id', '=', 'requests.id')
            .where('request_changes.state', '=', 'asked'),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  return count;
}

async function lastAnswer(db: Reader, memberId: string): Promise<number> {
  const row = await db
    .selectFrom('request_changes')
    .innerJoin('requests', 'requests.id', 'request_changes.request_id')
    .select((eb) => eb.fn.max<number | null>('request_changes.at').as('at'))
    .where('requests.to_id', '=', memberId)
    .where('request_changes.by_id', '=', memberId)
    .executeTakeFirst();
  return row?.at ?? 0;
}

async function lastConfirmed(db: Reader, memberId: string): Promise<number> {
  const row = await db
    .selectFrom('offers')
    .select('confirmed_at')
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  return row?.confirmed_at ?? 0;
}

/** Mentors on whose waiting list somebody waits. */
export async function mentorsWaitedFor(db: Reader): Promise<string[]> {
  const rows = await db
    .selectFrom('waiting_places')
    .select('mentor_id')
    .distinct()
    .where('state', '=', 'waiting')
    .execute();
  return rows.map((row) => row.mentor_id);
}
