/**
 * Work that is done after a transaction or at a later time: rows with a due time, claimed by
 * whichever process is free, tried again with growing pauses. Events are jobs due at once, so a
 * change and its announcement are saved together and delivered at least once (an outbox).
 */
import type { OnConflictBuilder } from 'kysely';
import type { Random } from '#lib/random.ts';
import { makeId } from '#lib/ids.ts';
import {
  claimJobs,
  dueJobs,
  finish,
  postpone,
  renew,
  TryLater,
  type ClaimedJob,
  type Lane,
} from './job-claims.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import type { Tables } from '#platform/db/tables.ts';
import type { Runtime } from './runtime.server.ts';

export interface JobToSave {
  kind: string;
  /** While a job of this kind and key waits, asking again changes nothing. */
  key: string;
  payload: unknown;
  /** Epoch milliseconds. */
  dueAt: number;
  now: number;
  random: Random;
}

/** Does one kind of job. May be called again for the same job, so its effect must be idempotent. */
export type JobHandler = (job: ClaimedJob, runtime: Runtime) => Promise<void>;

/** Saves a job in the transaction that makes it necessary; acts do it with `act.enqueue`. */
export async function saveJob(tx: Tx, job: JobToSave): Promise<void> {
  await inserted(tx, job)
    .onConflict((conflict) => oneWaiting(conflict).doNothing())
    .execute();
}

/**
 * Makes a job of this kind and key due at `dueAt` and at no other time: the one that waits is moved,
 * else one is made. A job may ask this for its own kind and key while it runs; it then waits again
 * instead of being finished.
 */
export async function rescheduleJob(tx: Tx, job: JobToSave): Promise<void> {
  await inserted(tx, job)
    .onConflict((conflict) =>
      oneWaiting(conflict).doUpdateSet((eb) => ({
        due_at: eb.ref('excluded.due_at'),
        payload: eb.ref('excluded.payload'),
        attempts: 0,
        locked_until: 0,
      })),
    )
    .execute();
}

const inserted = (tx: Tx, job: JobToSave) =>
  tx.insertInto('jobs').values({
    id: makeId(job.now, job.random),
    kind: job.kind,
    job_key: job.key,
    payload: JSON.stringify(job.payload),
    due_at: job.dueAt,
    created_at: job.now,
  });

/** Of one kind and key, one job waits at most. */
const oneWaiting = (conflict: OnConflictBuilder<Tables, 'jobs'>) =>
  conflict
    .columns(['kind', 'job_key'])
    .where('done_at', 'is', null)
    .where('given_up_at', 'is', null);

/** Drops the job of this kind and key that waits, if there is one. */
export async function cancelJob(
  tx: Tx,
  { kind, key, now }: { kind: string; key: string; now: number },
): Promise<void> {
  await tx
    .updateTable('jobs')
    .set({ done_at: now })
    .where('kind', '=', kind)
    .where('job_key', '=', key)
    .where('done_at', 'is', null)
    .where('given_up_at', 'is', null)
    .execute();
}

/**
 * Does everything that is due, once through, and returns how many jobs it took.
 * Tests and the command line call it directly; the running server has a worker (worker.server.ts).
 */
export async function runDueJobs(
  runtime: Runtime,
  handlers: Record<string, JobHandler>,
  lane?: Lane,
): Promise<number> {
  const { db, clock } = runtime;
  // Claiming writes, and every commit wakes the workers; so look before writing.
  const first = await dueJobs(db.read, { now: clock.now(), lane }).limit(1).executeTakeFirst();
  if (first === undefined) return 0;
  const jobs = await claimJobs(db, { now: clock.now(), limit: 20, lane });
  const waiting = jobs.values();
  const doAll = async () => {
    for (const job of waiting) await runJob(runtime, { job, handler: handlers[job.kind] });
  };
  await Promise.all(Array.from({ length: lane?.atOnce ?? 1 }, doAll));
  return jobs.length;
}

async function runJob(
  runtime: Runtime,
  { job, handler }: { job: ClaimedJob; handler: JobHandler | undefined },
): Promise<void> {
  const { db, clock } = runtime;
  try {
    if (!(await renew(db, { job, now: clock.now() }))) return;
    if (handler === undefined) throw new Error(`Nobody handles jobs of kind ${job.kind}`);
    await handler(job, runtime);
    await finish(db, { job, now: clock.now() });
  } catch (error) {
    writeDown(runtime, { job, error });
    await postpone(db, { job, now: clock.now(), error });
  }
}

function writeDown({ log }: Runtime, { job, error }: { job: ClaimedJob; error: unknown }): void {
  const facts = { job: job.id, kind: job.kind, attempts: job.attempts };
  if (error instanceof TryLater)
    log.info({ ...facts, until: error.at, reason: error.message }, 'a job waits');
  else log.warn({ ...facts, err: error }, 'a job will be tried again');
}
