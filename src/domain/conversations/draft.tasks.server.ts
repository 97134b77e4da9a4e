import { day } from '#lib/duration.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { inAct } from '#platform/act.server.ts';
import { draftDays } from './draft.ts';

/** Deletes drafts that nobody has changed for {@link draftDays} days (requirement F4). */
export async function deleteOldDrafts(
  runtime: Pick<Runtime, 'db' | 'clock' | 'random'>,
): Promise<void> {
  await inAct(runtime, ({ tx, now }) =>
    tx
      .deleteFrom('drafts')
      .where('saved_at', '<', now - draftDays * day)
      .execute(),
  );
}
