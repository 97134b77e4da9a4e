import type { Tx } from '#platform/db/database.server.ts';
import type { Flag } from '#platform/db/tables/flag.ts';
import { announce } from '#platform/jobs.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import type { CommunitySettingsChanged } from './events.ts';
import type { CommunitySettings } from './input.ts';
import { recordAct } from './organisers/commands.server.ts';

/**
 * Founds the community, once.
 *
 * @returns false when there is one already; nothing is written then
 */
export async function foundCommunity(
  tx: Tx,
  { settings, now }: { settings: CommunitySettings; now: number },
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
 * Saves the community's settings over the version the organiser was looking at.
 *
 * @returns `changed_meanwhile` when another organiser saved in between; nothing is written then
 */
export function changeSettings(
  { db, clock, random }: Pick<Runtime, 'db' | 'clock' | 'random'>,
  {
    actorId,
    seenVersion,
    settings,
  }: { actorId: string; seenVersion: number; settings: CommunitySettings },
): Promise<{ code: 'saved' } | { code: 'changed_meanwhile' }> {
  const now = clock.now();
  return db.transact(async (tx) => {
    const saved = await tx
      .updateTable('community')
      .set({ ...columnsOf(settings), version: seenVersion + 1 })
      .where('id', '=', 'here')
      .where('version', '=', seenVersion)
      .returning('id')
      .execute();
    if (saved.length === 0) return { code: 'changed_meanwhile' };
    const event: CommunitySettingsChanged = { name: 'CommunitySettingsChanged' };
    await announce(tx, { event, now, random });
    await recordAct(tx, { actorId, act: 'changed_settings', about: '', now, random });
    return { code: 'saved' };
  });
}
