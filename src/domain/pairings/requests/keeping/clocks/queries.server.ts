import type { Reader } from '#platform/db/database.server.ts';
import { placeFrom, type KeptPlace } from '../../waiting/keeping/queries.server.ts';
import { requestFrom, selectRequests, type KeptRequest } from '../queries.server.ts';

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

/** Open notes whose clock stands still: restored from a copy, or given up after too many tries. */
export async function stoppedRequests(db: Reader, kind: string): Promise<KeptRequest[]> {
  const rows = await selectRequests(db)
    .leftJoin('jobs', (join) =>
      join
        .onRef('jobs.job_key', '=', 'requests.id')
        .on('jobs.kind', '=', kind)
        .on('jobs.done_at', 'is', null)
        .on('jobs.given_up_at', 'is', null),
    )
    .where('requests.state', '=', 'open')
    .where('jobs.id', 'is', null)
    .execute();
  return rows.map(requestFrom);
}

/** Places in line whose clock stands still. */
export async function stoppedPlaces(db: Reader, kind: string): Promise<KeptPlace[]> {
  const rows = await db
    .selectFrom('waiting_places')
    .leftJoin('jobs', (join) =>
      join
        .onRef('jobs.job_key', '=', 'waiting_places.id')
        .on('jobs.kind', '=', kind)
        .on('jobs.done_at', 'is', null)
        .on('jobs.given_up_at', 'is', null),
    )
    .selectAll('waiting_places')
    .where('waiting_places.state', 'in', ['waiting', 'offered'])
    .where('jobs.id', 'is', null)
    .execute();
  return rows.map(placeFrom);
}

/** Mentors in whose line somebody waits. */
export async function mentorsWaitedFor(db: Reader): Promise<string[]> {
  const rows = await db
    .selectFrom('waiting_places')
    .select('mentor_id')
    .distinct()
    .where('state', '=', 'waiting')
    .execute();
  return rows.map((row) => row.mentor_id);
}
