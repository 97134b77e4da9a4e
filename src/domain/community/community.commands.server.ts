import { done, refused } from '#lib/outcome.ts';
import { type Act, command } from '#platform/act.server.ts';
import { CommunitySettingsChanged } from './events.ts';
import type { Flag } from '#lib/flag.ts';
import type { CommunitySettings } from './community.input.ts';
import { recordAct } from './organisers.commands.server.ts';

/**
 * Creates the community, once.
 *
 * @returns false when there is one already; nothing is written then
 */
export async function foundCommunity(
  { tx, now }: Act,
  { settings }: { settings: CommunitySettings },
): Promise<boolean> {
  const founded = await tx
    .insertInto('community')
    .values({ id: 'here', ...columnsOf(settings), set_up_at: now, version: 1 })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute();
  return founded.length === 1;
}

const flagOf = (isSo: boolean): Flag => (isSo ? 1 : 0);

const columnsOf = (settings: CommunitySettings) => ({
  name: settings.name,
  join_policy: settings.joinPolicy,
  list_visibility: settings.listVisibility,
  languages: JSON.stringify(settings.languages),
  locale: settings.locale,
  minimum_age: settings.minimumAge,
  tick_days: settings.tickDays,
  meeting_base: settings.meetingBase ?? '',
  // What a form leaves out stays as it is.
  ...(settings.asksAround === undefined ? {} : { asks_around: flagOf(settings.asksAround) }),
});

/**
 * Saves the community's settings over the version the organiser was looking at. Refused with
 * `changed_meanwhile` when another organiser saved in between.
 */
export const changeSettings = command(
  async (
    act,
    {
      actorId,
      seenVersion,
      settings,
    }: { actorId: string; seenVersion: number; settings: CommunitySettings },
  ) => {
    const saved = await act.tx
      .updateTable('community')
      .set({ ...columnsOf(settings), version: seenVersion + 1 })
      .where('id', '=', 'here')
      .where('version', '=', seenVersion)
      .returning('id')
      .execute();
    if (saved.length === 0) return refused('changed_meanwhile');
    await act.announce(CommunitySettingsChanged, {});
    await recordAct(act, { actorId, act: 'changed_settings', about: '' });
    return done();
  },
);
