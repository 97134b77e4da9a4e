import type { Viewer } from '#domain/members/viewer.ts';
import { command } from '#platform/act.server.ts';
import type { ReminderChoices } from './meeting-reminder.ts';

/** Saves when a member wants to be reminded. */
export const chooseReminders = command(
  async ({ tx }, { actor, choices }: { actor: Viewer; choices: ReminderChoices }) => {
    const saved = {
      day_before: choices.dayBefore ? (1 as const) : (0 as const),
      hour_before: choices.hourBefore ? (1 as const) : (0 as const),
    };
    await tx
      .insertInto('reminder_choices')
      .values({ member_id: actor.id, ...saved })
      .onConflict((conflict) => conflict.column('member_id').doUpdateSet(saved))
      .execute();
  },
);
