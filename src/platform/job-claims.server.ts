/**
 * Which process does which job: claimed for a while, given back when done, put off when it failed. A
 * claim is known by the moment it ends, so whoever was too slow changes nothing.
 */
import { second, minute, hour } from '#lib/duration.ts';
import type { Database, Reader } from '#platform/db/database.server.ts';

export interface ClaimedJob {
  id: string;
  kind: string;
  key: string;
  payload: unknown;
  attempts: number;
  /** Epoch milliseconds at which another process may take it over; names this claim. */
  lockedUntil: number;
}

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

const lease = 2 * minute;
const attemptsAllowed = 12;

/** How long to wait before attempt `n + 1`: 5 s doubling to an hour. */
export const pauseAfter = (attempts: number): number =>
  Math.min(hour, 5 * second * 2 ** (attempts - 1));

/** Jobs that nobody has and whose time has come. */
export const dueJobs = (db: Reader, { now, lane }: { now: number; lane?: Lane | undefined }) =>
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

/** A job that was rescheduled while it ran has another lease, and stays. */
export async function finish(
  db: Database,
  { job, now }: { job: ClaimedJob; now: number },
): Promise<void> {
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
export async function renew(
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

export async function postpone(
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
