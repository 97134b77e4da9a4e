import type { Reader } from '#platform/db/database.server.ts';
import { isAct, terminal, type Organiser, type RecordedAct } from './organiser.ts';

/** Everyone who runs the community, the longest-serving first. */
export async function organisersOf(db: Reader): Promise<Organiser[]> {
  const rows = await db
    .selectFrom('organisers')
    .innerJoin('members', 'members.id', 'organisers.member_id')
    .select(['members.id', 'members.name', 'organisers.appointed_at'])
    .where('members.status', '=', 'active')
    .orderBy('organisers.appointed_at')
    .orderBy('members.id')
    .execute();
  return rows.map((row) => ({ memberId: row.id, name: row.name, appointedAt: row.appointed_at }));
}

const actsShown = 200;

/**
 * What organisers did, the latest first, at most 200.
 *
 * @param unseenReports ids of reports that are about the one who looks: who opened them is not theirs to see
 */
export async function recordedActs(
  db: Reader,
  { unseenReports = [] }: { unseenReports?: readonly string[] } = {},
): Promise<RecordedAct[]> {
  const rows = await db
    .selectFrom('organiser_acts')
    .leftJoin('members', 'members.id', 'organiser_acts.member_id')
    .select(['organiser_acts.id', 'member_id', 'act', 'about', 'at', 'members.name'])
    .$if(unseenReports.length > 0, (query) =>
      query.where((eb) =>
        eb.not(eb.and([eb('act', '=', 'opened_report'), eb('about', 'in', unseenReports)])),
      ),
    )
    .orderBy('at', 'desc')
    .orderBy('organiser_acts.id', 'desc')
    .limit(actsShown)
    .execute();
  return rows.flatMap((row) =>
    isAct(row.act)
      ? [
          {
            id: row.id,
            act: row.act,
            by: row.name ?? '',
            isFromTerminal: row.member_id === terminal,
            about: row.about,
            at: row.at,
          },
        ]
      : [],
  );
}
