/** The people notices are for, with all that wording and timing a letter needs. */
import { localeOf, type Locale } from '#lib/locale.ts';
import type { Community } from '#domain/community/community.ts';
import type { Choices, QuietHours } from '#domain/members/mail-choice.ts';
import { choicesOf, quietHoursOf } from '#domain/members/mail-choices.queries.server.ts';
import type { Reader } from '#platform/db/database.server.ts';

export interface NoticeReader {
  memberId: string;
  name: string;
  locale: Locale;
  /** IANA zone, '' where not said. */
  zone: string;
  /** Null where no letter may go: they have no address, or letters come back from it. */
  address: string | null;
  choices: Choices;
  quiet: QuietHours | null;
}

/** Whoever may be told something; undefined for somebody who isn't a member any more, or not yet. */
export async function findReader(
  db: Reader,
  { memberId, community }: { memberId: string; community: Pick<Community, 'locale'> },
): Promise<NoticeReader | undefined> {
  const row = await db
    .selectFrom('members')
    .leftJoin('emails', 'emails.member_id', 'members.id')
    .select(['members.name', 'members.locale', 'members.time_zone'])
    .select(['emails.address', 'emails.bounced_at'])
    .where('members.id', '=', memberId)
    .where('members.status', '=', 'active')
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    memberId,
    name: row.name,
    locale: localeOf(row.locale) ?? community.locale,
    zone: row.time_zone,
    address: row.bounced_at === null ? row.address : null,
    choices: await choicesOf(db, memberId),
    quiet: await quietHoursOf(db, memberId),
  };
}
