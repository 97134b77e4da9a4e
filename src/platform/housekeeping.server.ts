/** Deletes what the platform's own tables no longer need. */
import { day } from '#lib/duration.ts';
import type { Runtime } from './runtime.server.ts';

/** How long done jobs, letters and submitted forms are kept. */
const jobsKept = 7 * day;
const lettersKept = 30 * day;
const formsKept = day;

/**
 * Deletes done jobs, old letters, finished windows of limits, and forms long submitted or kept. What anybody
 * deleted since the last time is gone from the embedded database's files afterwards.
 */
export async function clearUp({ db, clock }: Pick<Runtime, 'db' | 'clock'>): Promise<void> {
  const now = clock.now();
  await db.transact(async (tx) => {
    await tx
      .deleteFrom('jobs')
      .where('done_at', '<', now - jobsKept)
      .execute();
    await tx
      .deleteFrom('mails')
      .where('created_at', '<', now - lettersKept)
      .execute();
    await tx.deleteFrom('rate_counts').where('window_ends', '<', now).execute();
    await tx.deleteFrom('kept_forms').where('expires_at', '<', now).execute();
    await tx
      .deleteFrom('once_keys')
      .where('started_at', '<', now - formsKept)
      .execute();
  });
  await db.forgetDeleted();
}
