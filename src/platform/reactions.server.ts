/** Reactions: what other modules do after an event, delivered at least once. */
import type { EventKind } from '#lib/event.ts';
import { inAct, type Act } from './act.server.ts';
import type { JobHandler } from './jobs.server.ts';
import type { Runtime } from './runtime.server.ts';

/**
 * Called after the commit, perhaps more than once, so its effect must be idempotent. `eventId` is the
 * same each time the event is delivered.
 */
export type Reaction<Facts> = (facts: Facts, runtime: Runtime, eventId: string) => Promise<void>;

/** A reaction that does its work in one act. */
export const reaction =
  <Facts>(react: (act: Act, facts: Facts, runtime: Runtime) => Promise<void>) =>
  (facts: Facts, runtime: Runtime): Promise<void> =>
    inAct(runtime, (act) => react(act, facts, runtime));

/**
 * Says who reacts to a kind of event, in this order. Where a later reaction fails, all are tried again.
 *
 * @example on(PairingRested, tendCheckIns, tendMeetings)
 */
export function on<Facts extends object>(
  kind: EventKind<Facts>,
  ...reactions: readonly Reaction<Facts>[]
): Record<string, JobHandler> {
  return {
    [`event:${kind.name}`]: async ({ payload, key }, runtime) => {
      const facts = kind.facts.parse(payload);
      for (const react of reactions) await react(facts, runtime, key);
    },
  };
}
