/** Throws away what the machinery no longer needs. */
import { day, hour } from './clock.server.ts';
import { enqueue, type JobHandler } from './jobs.server.ts';
import type { Runtime } from './runtime.server.ts';

export const housekeepingKind = 'housekeeping';

/** How long done jobs, letters and submitted forms are kept. */
const jobsKept = 7 * day;
const lettersKept = 30 * day;
const formsKept = day;

/** Clears up once an hour; each run asks for the next under that hour's key, whoever else does. */
export const keepHouse: JobHandler = async (_job, runtime) => {
  await clearUp(runtime);
  await scheduleHousekeeping(runtime, (Math.floor(runtime.clock.now() / hour) + 1) * hour);
};

/** Asks for a clearing up at `dueAt` (epoch milliseconds). */
export async function scheduleHousekeeping(
  { db, clock, random }: Pick<Runtime, 'db' | 'clock' | 'random'>,
  dueAt: number,
): Promise<void> {
  const key = `${housekeepingKind}:${Math.floor(dueAt / hour)}`;
  const now = clock.now();
  await db.transact((tx) =>
    enqueue(tx, { kind: housekeepingKind, key, payload: {}, dueAt, now, random }),
  );
}

/** Deletes done jobs, old letters, finished windows of limits, and forms long submitted or kept. */
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
}
