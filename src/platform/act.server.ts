/**
 * An act: one write transaction at one moment, and all it may do. Commands and reactions are handed
 * one; what they call to write takes it as the first argument. Functions that only read take a
 * database reader, `act.tx` inside an act.
 */
import type { EventKind } from '#lib/event.ts';
import { makeId } from '#lib/ids.ts';
import type { Random } from '#lib/random.ts';
import type { Reader, Tx } from '#platform/db/database.server.ts';
import { cancelJob, rescheduleJob, saveJob, type JobToSave } from './jobs.server.ts';
import { publish } from './live.server.ts';
import type { Runtime } from './runtime.server.ts';

export interface Act {
  readonly tx: Tx;
  /** The moment of the whole act, epoch milliseconds. */
  readonly now: number;
  readonly random: Random;
  /** A fresh identifier (UUID version 7). */
  readonly id: () => string;
  /**
   * Saves an event with the change it tells of; its reactions run after the commit, and the open
   * pages it refreshes are loaded anew. With `when` it is delivered later, once for the `key`, and
   * refreshes nothing now.
   */
  readonly announce: <Facts extends object>(
    kind: EventKind<Facts>,
    facts: Facts,
    when?: { at: number; key: string },
  ) => Promise<void>;
  /** Names a live topic, such as `pairing:` and an id, whose open pages are loaded anew after the commit. */
  readonly refresh: (topic: string) => void;
  /** Names something whose projections (see {@link Projections}) must be true when the act commits. */
  readonly touched: (kind: string, id: string) => void;
  /** Sets the clock of `thing` to when it is next due, or stops it where it never is. */
  readonly schedule: <Thing>(clock: ThingClock<Thing>, thing: Thing) => Promise<void>;
  /** Stops the clock of the thing with this id, if it runs. */
  readonly cancel: (clock: Pick<ThingClock<never>, 'kind'>, id: string) => Promise<void>;
  /** Saves a job; while one of its kind and key waits, nothing changes. */
  readonly enqueue: (job: Omit<JobToSave, 'now' | 'random'>) => Promise<void>;
}

/**
 * The one clock that something has: a job that waits until it is next due. Declared beside the
 * functions that save the thing; what happens when it is due is declared with `runClock`
 * (thing-clock.server.ts).
 */
export interface ThingClock<Thing> {
  /** The kind of the job; saved with it, so it stays when code is renamed. */
  readonly kind: string;
  idOf(thing: Thing): string;
  /** When something is next due, epoch milliseconds; null for never. */
  dueAt(thing: Thing, at: { tx: Reader; now: number }): number | null | Promise<number | null>;
}

/**
 * What must be true of a kind of thing whenever an act that touched it commits, such as a member's
 * row on the list. Each is called once an act for each id that was touched.
 */
export type Projections = Readonly<Record<string, (act: Act, id: string) => Promise<void>>>;

/** What an act needs of the runtime. */
export type ActRuntime = Pick<Runtime, 'db' | 'clock' | 'random'> &
  Partial<Pick<Runtime, 'projections'>>;

/**
 * Does `work` in one act. On a conflict of transactions it is run again (see `transact`), so it must
 * change nothing but the database.
 */
export function inAct<Result>(
  { db, clock, random, projections = {} }: ActRuntime,
  work: (act: Act) => Promise<Result>,
): Promise<Result> {
  const now = clock.now();
  return db.transact(async (tx) => {
    const touched = new Map<string, { kind: string; id: string }>();
    const act = makeAct({ tx, now, random }, touched);
    const result = await work(act);
    // A projection may itself touch something: a Map that grows is walked to its end.
    for (const { kind, id } of touched.values()) await projections[kind]?.(act, id);
    return result;
  });
}

/**
 * A command: a change that a caller with a runtime asks for, done in one act.
 *
 * @param work finds within what the actor may see, decides, saves, announces; the runtime is for
 *   what an act has not, such as the secret that seals letters
 * @example export const restPairing = command(async (act, { actor, pairingId }: Resting) => …)
 */
export const command =
  <Input, Result, Needed extends ActRuntime = ActRuntime>(
    work: (act: Act, input: Input, runtime: Needed) => Promise<Result>,
  ) =>
  (runtime: Needed, input: Input): Promise<Result> =>
    inAct(runtime, (act) => work(act, input, runtime));

function makeAct(
  moment: Pick<Act, 'tx' | 'now' | 'random'>,
  touched: Map<string, { kind: string; id: string }>,
): Act {
  const { tx, now, random } = moment;
  return {
    ...moment,
    id: () => makeId(now, random),
    async announce(event, facts, when) {
      const key = when?.key ?? makeId(now, random);
      const payload = { name: event.name, ...facts };
      const kind = `event:${event.name}`;
      await saveJob(tx, { kind, key, payload, dueAt: when?.at ?? now, now, random });
      if (when === undefined) for (const topic of event.topics(facts)) publish(tx, topic);
    },
    refresh: (topic) => publish(tx, topic),
    touched: (kind, id) => void touched.set(`${kind}:${id}`, { kind, id }),
    async schedule(clock, thing) {
      const dueAt = await clock.dueAt(thing, moment);
      const job = { kind: clock.kind, key: clock.idOf(thing) };
      if (dueAt === null) await cancelJob(tx, { ...job, now });
      else await rescheduleJob(tx, { ...job, payload: {}, dueAt, now, random });
    },
    cancel: ({ kind }, id) => cancelJob(tx, { kind, key: id, now }),
    enqueue: (job) => saveJob(tx, { ...job, now, random }),
  };
}
