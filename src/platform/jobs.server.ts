/**
 * Work that is done after a transaction or at a later time: rows with a due time, claimed by
 * whichever process is free, tried again with growing pauses. Events are jobs due at once, so a
 * change and its announcement are saved together and delivered at least once (an outbox).
 */
import type { Random } from '#lib/random.ts';
import { makeId } from '#lib/ids.ts';
import { hour, minute, second } from './clock.server.ts';
import type { Database, Reader, Tx } from './db/database.server.ts';
import { publish } from './live.server.ts';
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

/**
 * Thrown by a handler that knows when trying again makes sense. Such a job is never given up by
 * counting; whoever throws this decides when it is over.
 */
export class TryLater extends Error {
  override name = 'TryLater';
  /** Epoch milliseconds. */
  readonly at: number;
  constructor(at: number, reason: string) {
    super(reason);
    this.at = at;
  }
}

/**
 * Which jobs are taken, and how many are done at the same time. What waits for other machines has a
 * lane of its own, so that nothing waits behind it.
 */
export interface Lane {
  kind: string;
  isOnlyThis: boolean;
  atOnce: number;
}

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

/**
 * Saves an event with the change it tells of; it is delivered to its reactions after the commit. Open
 * pages about anything it names are told then as well: `pairingId` is the topic `pairing:` and the id.
 */
export async function announce(
  tx: Tx,
  { event, now, random }: { event: DomainEvent; now: number; random: Random },
): Promise<void> {
  const key = makeId(now, random);
  await enqueue(tx, { kind: `event:${event.name}`, key, payload: event, dueAt: now, now, random });
  for (const [field, value] of Object.entries(event)) {
    if (field.endsWith('Id')) publish(tx, `${field.slice(0, -2)}:${String(value)}`);
  }
}

const lease = 2 * minute;
const attemptsAllowed = 12;

/** How long to wait before attempt `n + 1`: 5 s doubling to an hour. */
export const pauseAfter = (attempts: number): number =>
  Math.min(hour, 5 * second * 2 ** (attempts - 1));

/** Jobs that nobody has and whose time has come. */
const dueJobs = (db: Reader, { now, lane }: { now: number; lane?: Lane | undefined }) =>
  db
    .selectFrom('jobs')
    .select('id')
    .where('done_at', 'is', null)
    .where('given_up_at', 'is', null)
    .where('due_at', '<=', now)
    .where('locked_until', '<=', now)
    .$if(lane !== undefined, (query) =>
      query.where('kind', lane?.isOnlyThis === true ? '=' : '<>', lane?.kind ?? ''),
    );

/**
 * Claims due jobs for this process. The guard stands in the outer `where` as well: under
 * concurrent updates PostgreSQL re-checks only that one.
 */
export function claimJobs(
  db: Database,
  { now, limit, lane }: { now: number; limit: number; lane?: Lane | undefined },
): Promise<ClaimedJob[]> {
  return db.transact(async (tx) => {
    const due = dueJobs(tx, { now, lane })
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

/** False when another process has the job by now: those before it took longer than its lease. */
async function renew(
  db: Database,
  { job, now }: { job: ClaimedJob; now: number },
): Promise<boolean> {
  if (job.lockedUntil - now > lease / 2) return true;
  const lockedUntil = now + lease;
  const rows = await db.transact((tx) =>
    tx
      .updateTable('jobs')
      .set({ locked_until: lockedUntil })
      .where('id', '=', job.id)
      .where('locked_until', '=', job.lockedUntil)
      .where('done_at', 'is', null)
      .returning('id')
      .execute(),
  );
  job.lockedUntil = lockedUntil;
  return rows.length === 1;
}

async function postpone(
  db: Database,
  { job, now, error }: { job: ClaimedJob; now: number; error: unknown },
): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  const knowsWhen = error instanceof TryLater;
  const isOver = !knowsWhen && job.attempts >= attemptsAllowed;
  await db.transact((tx) =>
    tx
      .updateTable('jobs')
      .set({
        due_at: knowsWhen ? error.at : now + pauseAfter(job.attempts),
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
