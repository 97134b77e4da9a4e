/**
 * Work that is done after a transaction or at a later time: rows with a due time, claimed by
 * whichever process is free, tried again with growing pauses. Events are jobs due at once, so a
 * change and its announcement are saved together and delivered at least once (an outbox).
 */
import type { Random } from '#lib/random.ts';
import { makeId } from '#lib/ids.ts';
import { hour, minute, second } from './clock.server.ts';
import type { Database, Tx } from './db/database.server.ts';
import type { Runtime } from './runtime.server.ts';

export interface NewJob {
  kind: string;
  /** While a job of this kind and key waits, asking again changes nothing. */
  key: string;
  payload: unknown;
  /** Epoch milliseconds. */
  dueAt: number;
  now: number;
  random: Random;
}

export interface ClaimedJob {
  id: string;
  kind: string;
  key: string;
  payload: unknown;
  attempts: number;
  /** Epoch milliseconds at which another process may take it over; names this claim. */
  lockedUntil: number;
}

/** Does one kind of job. May be called again for the same job, so its effect must be idempotent. */
export type JobHandler = (job: ClaimedJob, runtime: Runtime) => Promise<void>;

/** Saves a job in the transaction that makes it necessary. */
export async function enqueue(tx: Tx, job: NewJob): Promise<void> {
  await tx
    .insertInto('jobs')
    .values({
      id: makeId(job.now, job.random),
      kind: job.kind,
      job_key: job.key,
      payload: JSON.stringify(job.payload),
      due_at: job.dueAt,
      created_at: job.now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['kind', 'job_key'])
        .where('done_at', 'is', null)
        .where('given_up_at', 'is', null)
        .doNothing(),
    )
    .execute();
}

/**
 * Sees to it that a job of this kind and key is due at `dueAt` and at no other time: the waiting one
 * is moved, else one is made. A job may ask this for its own kind and key while it is being done; it
 * then waits again instead of being finished. So one thing has one clock, wound up by whoever changes it.
 */
export async function wakeAt(tx: Tx, job: NewJob): Promise<void> {
  await tx
    .insertInto('jobs')
    .values({
      id: makeId(job.now, job.random),
      kind: job.kind,
      job_key: job.key,
      payload: JSON.stringify(job.payload),
      due_at: job.dueAt,
      created_at: job.now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['kind', 'job_key'])
        .where('done_at', 'is', null)
        .where('given_up_at', 'is', null)
        .doUpdateSet((eb) => ({
          due_at: eb.ref('excluded.due_at'),
          payload: eb.ref('excluded.payload'),
          attempts: 0,
          locked_until: 0,
        })),
    )
    .execute();
}

/** Drops the waiting job of this kind and key, if there is one. */
export async function letSleep(
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

/** A fact a module announces; `name` is a past tense such as `MemberTickedTheBox`. */
export interface DomainEvent {
  name: string;
}

/** Saves an event with the change it tells of; it is delivered to its reactions after the commit. */
export async function announce(
  tx: Tx,
  { event, now, random }: { event: DomainEvent; now: number; random: Random },
): Promise<void> {
  const key = makeId(now, random);
  await enqueue(tx, { kind: `event:${event.name}`, key, payload: event, dueAt: now, now, random });
}

const lease = 2 * minute;
const attemptsAllowed = 12;

/** How long to wait before attempt `n + 1`: 5 s doubling to an hour. */
export const pauseAfter = (attempts: number): number =>
  Math.min(hour, 5 * second * 2 ** (attempts - 1));

/**
 * Claims due jobs for this process. The guard stands in the outer `where` as well: under
 * concurrent updates PostgreSQL re-checks only that one.
 */
export function claimJobs(
  db: Database,
  { now, limit }: { now: number; limit: number },
): Promise<ClaimedJob[]> {
  return db.transact(async (tx) => {
    const due = tx
      .selectFrom('jobs')
      .select('id')
      .where('done_at', 'is', null)
      .where('given_up_at', 'is', null)
      .where('due_at', '<=', now)
      .where('locked_until', '<=', now)
      .orderBy('due_at')
      .orderBy('id')
      .limit(limit)
      .$if(db.engine === 'postgres', (query) => query.forUpdate().skipLocked());
    const rows = await tx
      .updateTable('jobs')
      .set((eb) => ({ locked_until: now + lease, attempts: eb('attempts', '+', 1) }))
      .where('id', 'in', due)
      .where('locked_until', '<=', now)
      .where('done_at', 'is', null)
      .returning(['id', 'kind', 'job_key', 'payload', 'attempts', 'due_at', 'locked_until'])
      .execute();
    return rows
      .toSorted((a, b) => a.due_at - b.due_at)
      .map((row) => ({
        id: row.id,
        kind: row.kind,
        key: row.job_key,
        payload: parse(row.payload),
        attempts: row.attempts,
        lockedUntil: row.locked_until,
      }));
  });
}

function parse(text: string): unknown {
  return JSON.parse(text);
}

/** A job that was wound up again while it was being done has another lease, and stays. */
async function finish(db: Database, { job, now }: { job: ClaimedJob; now: number }): Promise<void> {
  await db.transact((tx) =>
    tx
      .updateTable('jobs')
      .set({ done_at: now })
      .where('id', '=', job.id)
      .where('locked_until', '=', job.lockedUntil)
      .execute(),
  );
}

async function postpone(
  db: Database,
  { job, now, error }: { job: ClaimedJob; now: number; error: unknown },
): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  const isOver = job.attempts >= attemptsAllowed;
  await db.transact((tx) =>
    tx
      .updateTable('jobs')
      .set({
        due_at: now + pauseAfter(job.attempts),
        locked_until: 0,
        last_error: message.slice(0, 500),
        given_up_at: isOver ? now : null,
      })
      .where('id', '=', job.id)
      .where('locked_until', '=', job.lockedUntil)
      .execute(),
  );
}

/**
 * Does everything that is due, once through, and returns how many jobs it took.
 * Tests and the command line call it directly; the running server has {@link startWorker}.
 */
export async function runDueJobs(
  runtime: Runtime,
  handlers: Record<string, JobHandler>,
): Promise<number> {
  const jobs = await claimJobs(runtime.db, { now: runtime.clock.now(), limit: 20 });
  for (const job of jobs) await runJob(runtime, { job, handler: handlers[job.kind] });
  return jobs.length;
}

async function runJob(
  runtime: Runtime,
  { job, handler }: { job: ClaimedJob; handler: JobHandler | undefined },
): Promise<void> {
  try {
    if (handler === undefined) throw new Error(`Nobody handles jobs of kind ${job.kind}`);
    await handler(job, runtime);
    await finish(runtime.db, { job, now: runtime.clock.now() });
  } catch (error) {
    runtime.log.warn(
      { job: job.id, kind: job.kind, attempts: job.attempts, err: error },
      'a job will be tried again',
    );
    await postpone(runtime.db, { job, now: runtime.clock.now(), error });
  }
}

/** Runs due jobs in this process until stopped; looks once a second and after every commit. */
export function startWorker(
  runtime: Runtime,
  handlers: Record<string, JobHandler>,
): { stop: () => Promise<void> } {
  let isStopped = false;
  let wake = () => {};
  let isPoked = false;
  runtime.db.onCommit(() => {
    isPoked = true;
    wake();
  });
  const pause = () =>
    new Promise<void>((resolve) => {
      if (isPoked || isStopped) return resolve();
      const timer = setTimeout(resolve, second);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const loop = async () => {
    while (!isStopped) {
      isPoked = false;
      const done = await runDueJobs(runtime, handlers).catch((error: unknown) => {
        runtime.log.error({ err: error }, 'the worker could not reach the database');
        return 0;
      });
      // Claiming commits too, and so pokes: only real work is worth looking again at once.
      if (done === 0) {
        isPoked = false;
        await pause();
      }
    }
  };
  const ended = loop();
  return {
    stop: async () => {
      isStopped = true;
      wake();
      await ended;
    },
  };
}
