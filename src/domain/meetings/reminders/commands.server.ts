import type { Viewer } from '#domain/members/viewer.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import type { ReminderChoices } from './reminder.ts';

/** Saves when a member wants to be reminded. */
export async function chooseReminders(
  { db }: Pick<Runtime, 'db'>,
  { actor, choices }: { actor: Viewer; choices: ReminderChoices },
): Promise<void> {
  const saved = {
    day_before: choices.dayBefore ? (1 as const) : (0 as const),
    hour_before: choices.hourBefore ? (1 as const) : (0 as const),
  };
  await db.transact((tx) =>
    tx
      .insertInto('reminder_choices')
      .values({ member_id: actor.id, ...saved })
      .onConflict((conflict) => conflict.column('member_id').doUpdateSet(saved))
      .execute(),
  );
}
