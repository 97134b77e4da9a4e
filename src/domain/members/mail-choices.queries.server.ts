import type { Reader } from '#platform/db/database.server.ts';
import {
  isMatter,
  usualChoices,
  type Choices,
  type Matter,
  type QuietHours,
} from './mail-choice.ts';

/** What a member chose, and the usual for what they never touched. */
export async function choicesOf(db: Reader, memberId: string): Promise<Choices> {
  const rows = await db
    .selectFrom('notification_choices')
    .select(['kind', 'how'])
    .where('member_id', '=', memberId)
    .execute();
  const choices = { ...usualChoices };
  for (const { kind, how } of rows) if (isMatter(kind)) choices[kind] = how;
  return choices;
}

/** A member's quiet hours, null where they set none. */
export async function quietHoursOf(db: Reader, memberId: string): Promise<QuietHours | null> {
  const row = await db
    .selectFrom('quiet_hours')
    .select(['from_minute', 'until_minute'])
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  return row === undefined ? null : { from: row.from_minute, until: row.until_minute };
}

/**
 * Whether a letter about this may go to the member at all: they have an address that letters don't come
 * back from, and want them.
 */
export async function wantsLetters(
  db: Reader,
  { memberId, matter }: { memberId: string; matter: Matter },
): Promise<boolean> {
  const email = await db
    .selectFrom('emails')
    .select('bounced_at')
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  if (email === undefined || email.bounced_at !== null) return false;
  return (await choicesOf(db, memberId))[matter] !== 'never';
}
