/**
 * An act: one write transaction at one moment, and all it may do. Commands and reactions are handed
 * one; what they call to write takes it as the first argument. Functions that only read take a
 * database reader, `act.tx` inside an act.
 */
import { makeId } from '#lib/ids.ts';
import type { Act } from './act-contract.server.ts';
import { cancelJob, rescheduleJob, saveJob } from './jobs.server.ts';
import { publish } from './live.server.ts';
import type { Runtime } from './runtime.server.ts';

export type { Act, Projections, ThingClock } from './act-contract.server.ts';

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
