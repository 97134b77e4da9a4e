import { day } from '#platform/clock.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { draftDays } from './draft.ts';

/** Forgets drafts nobody has touched for a season (requirement F4). */
export async function forgetOldDrafts({ db, clock }: Pick<Runtime, 'db' | 'clock'>): Promise<void> {
  await db.transact((tx) =>
    tx
      .deleteFrom('drafts')
      .where('saved_at', '<', clock.now() - draftDays * day)
      .execute(),
  );
}
