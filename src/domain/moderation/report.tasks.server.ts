/** Letters about reports, to every organiser but the one it is about. */
import { localeOf } from '#lib/locale.ts';
import type { Community } from '#domain/community/community.ts';
import { findCommunity } from '#domain/community/community.queries.server.ts';
import { unsubscribeUrl } from '#domain/members/mail-choices.commands.server.ts';
import { wantsLetters } from '#domain/members/mail-choices.queries.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { post, type Letter } from '#platform/mail.server.ts';
import { reaction } from '#platform/reactions.server.ts';
import { reportLetter } from './report-letter.ts';
import { findReport, type ReportSeen } from './reports.queries.server.ts';

/**
 * The reaction to a report. Each organiser gets one letter, however often this runs, unless they turned
 * these off (requirement G3); in the app they are told anyway. A reporter who is an organiser gets it like
 * the others, so that nobody can tell from who got none.
 */
export const notifyOrganisers = reaction<{ reportId: string }>(
  async (act, { reportId }, runtime) => {
    const { tx } = act;
    const { config, secret } = runtime;
    const community = await findCommunity(tx);
    if (community === undefined) return;
    for (const organiser of await organisersWithAddress(tx)) {
      const report = await findReport(tx, { reportId, organiserId: organiser.id });
      const isWanted = await wantsLetters(tx, { memberId: organiser.id, matter: 'reports' });
      if (report === undefined || !isWanted) continue;
      const url = `${config.publicUrl}/community/reports/${reportId}`;
      const offUrl = unsubscribeUrl(runtime, { memberId: organiser.id, unwanted: 'reports' });
      const letter = letterTo(organiser, { report, community, url, offUrl });
      await post(act, { letter, secret });
    }
  },
);

interface Organiser {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly address: string;
}

function organisersWithAddress(tx: Tx): Promise<Organiser[]> {
  return tx
    .selectFrom('organisers')
    .innerJoin('members', 'members.id', 'organisers.member_id')
    .innerJoin('emails', 'emails.member_id', 'members.id')
    .select(['members.id', 'members.name', 'members.locale', 'emails.address'])
    .where('members.status', '=', 'active')
    .orderBy('members.id')
    .execute();
}

/** The key ends with its reader: the mailbox shows such a letter to nobody else. */
function letterTo(
  { id, name, locale: chosen, address }: Organiser,
  {
    report,
    community,
    url,
    offUrl,
  }: { report: ReportSeen; community: Community; url: string; offUrl: string },
): Letter {
  const locale = localeOf(chosen) ?? community.locale;
  const { thing, reason } = report;
  return {
    key: `report:${report.id}:${id}`,
    category: 'report',
    to: { address, name },
    ...reportLetter({ thing, reason, community: community.name, url, offUrl, locale }),
    unsubscribe: { url: offUrl },
  };
}
