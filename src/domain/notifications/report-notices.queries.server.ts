/** Who is told that somebody reported something. */
import type { Reader } from '#platform/db/database.server.ts';
import type { Telling } from '../../notice.ts';

interface ReportMade {
  name: 'ReportMade';
  reportId: string;
}

/** Every organiser but those it is about; a notice names nobody. */
export async function reportMade(db: Reader, { reportId }: ReportMade): Promise<Telling[]> {
  const report = await db
    .selectFrom('reports')
    .select(['about_id', 'thing', 'thing_id'])
    .where('id', '=', reportId)
    .executeTakeFirst();
  if (report === undefined) return [];
  const writers = await db
    .selectFrom('shared_answer_people')
    .select('member_id')
    .where('shared_answer_id', '=', report.thing === 'shared_answer' ? report.thing_id : '')
    .execute();
  const about = [report.about_id, ...writers.map(({ member_id }) => member_id)];
  const organisers = await db.selectFrom('organisers').select('member_id').execute();
  return organisers
    .filter(({ member_id }) => !about.includes(member_id))
    .map(({ member_id: memberId }) => ({
      key: `report_made:${reportId}:${memberId}`,
      memberId,
      otherId: null,
      kind: 'report_made',
      facts: { about: reportId },
      href: `/community/reports/${reportId}`,
    }));
}
