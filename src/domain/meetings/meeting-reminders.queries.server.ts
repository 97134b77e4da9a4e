import type { Reader } from '#platform/db/database.server.ts';
import { usualReminders, type ReminderChoices } from './meeting-reminder.ts';

/** When a member wants to be reminded of meetings. */
export async function remindersOf(db: Reader, memberId: string): Promise<ReminderChoices> {
  const row = await db
    .selectFrom('reminder_choices')
    .select(['day_before', 'hour_before'])
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  if (row === undefined) return usualReminders;
  return { dayBefore: row.day_before === 1, hourBefore: row.hour_before === 1 };
}
