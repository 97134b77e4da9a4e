import { defaultLocale, localeOf, type Locale } from '#lib/locale.ts';
import { findCommunity } from '#domain/community/community.queries.server.ts';
import { choicesOf } from '#domain/members/mail-choices.queries.server.ts';
import type { Reader } from '#platform/db/database.server.ts';

/** Somebody who may be sent invitations, as their letter needs them. */
export interface Invitee {
  readonly memberId: string;
  readonly name: string;
  readonly address: string;
  readonly locale: Locale;
  /** IANA zone, '' where not said. */
  readonly zone: string;
}

/** Whoever wants invitations by mail and has an address that letters do not come back from. */
export async function findInvitee(db: Reader, memberId: string): Promise<Invitee | undefined> {
  const row = await db
    .selectFrom('members')
    .innerJoin('emails', 'emails.member_id', 'members.id')
    .select(['members.name', 'members.locale', 'members.time_zone', 'emails.address'])
    .where('members.id', '=', memberId)
    .where('members.status', '=', 'active')
    .where('emails.bounced_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if ((await choicesOf(db, memberId)).invitations === 'never') return undefined;
  const usual = (await findCommunity(db))?.locale ?? defaultLocale;
  const locale = localeOf(row.locale) ?? usual;
  return { memberId, name: row.name, address: row.address, locale, zone: row.time_zone };
}

/** Who was sent an invitation to a series or a single meeting, and the highest number it went under. */
export async function sentFor(
  db: Reader,
  aboutId: string,
): Promise<{ memberIds: readonly string[]; sequence: number }> {
  const rows = await db
    .selectFrom('sent_invitations')
    .select(['member_id', 'sequence'])
    .where('about_id', '=', aboutId)
    .execute();
  return {
    memberIds: rows.map(({ member_id }) => member_id),
    sequence: Math.max(-1, ...rows.map(({ sequence }) => sequence)),
  };
}

/** True where a change of it reaches somebody as a file for their calendar, so that no other letter need say it. */
export async function isInvited(
  db: Reader,
  { aboutId, memberId }: { aboutId: string; memberId: string },
): Promise<boolean> {
  const { memberIds } = await sentFor(db, aboutId);
  return memberIds.includes(memberId) && (await findInvitee(db, memberId)) !== undefined;
}
