/** Letters about meetings and calendars: whether they still tell anything. */
import type { Reader } from '#platform/db/database.server.ts';
import type { About } from '../../notice.ts';

export async function suggestionState(db: Reader, { facts }: About): Promise<string | undefined> {
  const row = await db
    .selectFrom('meeting_suggestions')
    .select('state')
    .where('id', '=', facts.latest ?? '')
    .executeTakeFirst();
  return row?.state;
}

/** Where it stands when it was told of, and the two still meet. */
export async function isMeetingToCome(db: Reader, { facts }: About, now: number): Promise<boolean> {
  const row = await db
    .selectFrom('meetings')
    .innerJoin('pairings', 'pairings.id', 'meetings.pairing_id')
    .select('meetings.at')
    .where('meetings.id', '=', facts.latest ?? '')
    .where('meetings.state', '=', 'planned')
    .where('pairings.state', 'not in', ['wrapped_up', 'resting'])
    .executeTakeFirst();
  return row !== undefined && row.at === facts.at && row.at > now;
}

export async function isFeedUsed(db: Reader, { facts }: About): Promise<boolean> {
  const row = await db
    .selectFrom('feeds')
    .select('id')
    .where('id', '=', facts.about)
    .where('warned_at', 'is not', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row === undefined;
}
