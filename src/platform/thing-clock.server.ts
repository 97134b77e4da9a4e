/**
 * Clocks of things: what the server does when something is due, and how clocks that are missing are
 * set again, as after a restore from a backup. The wiring lists every clock.
 */
import { sql, type RawBuilder } from 'kysely';
import { inAct, type Act, type ActRuntime, type ThingClock } from './act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { JobHandler } from './jobs.server.ts';
import type { Runtime } from './runtime.server.ts';

/** A condition for a `where`: the thing with the id in this column has no clock that runs. */
export type IsStopped = (idColumn: string) => RawBuilder<boolean>;

export interface ClockTask<Thing> {
  /** The thing with this id; undefined where it is gone, and with it its clock. */
  read(db: Reader, id: string): Promise<Thing | undefined>;
  /** The things that may have to have a clock and have none; `now` in epoch milliseconds. */
  stopped(db: Reader, isStopped: IsStopped, now: number): Promise<readonly Thing[]>;
  /** Does the one step that is due. What it saves sets the clock again. */
  step(act: Act, thing: Thing, runtime: Runtime): Promise<void>;
  /** What is done for a thing without a clock; setting it, unless said otherwise. */
  restart?(act: Act, thing: Thing): Promise<void>;
}

export interface RunningClock {
  readonly kind: string;
  readonly handle: JobHandler;
  /** Sets every clock that is missing; gives how many were. Safe to run at any time. */
  restart(runtime: ActRuntime): Promise<number>;
}

/** Declares what happens when a clock's things are due. */
export function runClock<Thing>(clock: ThingClock<Thing>, task: ClockTask<Thing>): RunningClock {
  return {
    kind: clock.kind,
    handle: (job, runtime) =>
      inAct(runtime, async (act) => {
        const thing = await task.read(act.tx, job.key);
        if (thing === undefined) return;
        const dueAt = await clock.dueAt(thing, act);
        if (dueAt === null || dueAt > act.now) return act.schedule(clock, thing);
        await task.step(act, thing, runtime);
      }),
    restart: restartClocks(clock, task),
  };
}

/** Gives what sets every missing clock of a kind; for clocks whose work does not fit in one act. */
export const restartClocks =
  <Thing>(
    clock: ThingClock<Thing>,
    { stopped, restart }: Pick<ClockTask<Thing>, 'stopped' | 'restart'>,
  ): RunningClock['restart'] =>
  async (runtime) => {
    const isStopped: IsStopped = (idColumn) => hasNoJob(clock.kind, idColumn);
    const things = await stopped(runtime.db.read, isStopped, runtime.clock.now());
    for (const thing of things)
      await inAct(runtime, (act) => restart?.(act, thing) ?? act.schedule(clock, thing));
    return things.length;
  };

const hasNoJob = (kind: string, idColumn: string): RawBuilder<boolean> =>
  sql<boolean>`not exists (select 1 from jobs where jobs.kind = ${kind}
    and jobs.job_key = ${sql.ref(idColumn)} and jobs.done_at is null and jobs.given_up_at is null)`;
