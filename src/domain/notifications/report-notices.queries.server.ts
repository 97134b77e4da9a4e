/** The notice to organisers that somebody reported something. */
import { ReportMade } from '#domain/moderation/events.ts';
import { m } from '#words/paraglide/messages.js';
import { notice, type Notice } from './notice-kind.queries.server.ts';

/**
 * Every organiser but those it is about; a notice names nobody. Its letter is written by moderation,
 * which alone knows what may stand in it.
 */
const reportMade = notice('report_made', ReportMade, {
  preference: 'reports',
  hasLetter: false,
  async to(db, { reportId }) {
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
        key: `${reportId}:${memberId}`,
        memberId,
        otherId: null,
        facts: { about: reportId },
        href: `/community/reports/${reportId}`,
      }));
  },
  words: (w, to) => ({
    subject: m.letters_report_made_subject({}, to),
    paragraphs: [m.letters_report_made_what(w, to)],
    button: m.letters_report_made_button({}, to),
  }),
});

export const reportNotices: readonly Notice[] = [reportMade];
