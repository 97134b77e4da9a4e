/** Saving a pairing, and winding the one clock it has. */
import type { Viewer } from '#domain/members/viewer.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { letSleep, wakeAt } from '#platform/jobs.server.ts';
import { publish } from '#platform/live.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import type { Random } from '#lib/random.ts';
import { nextDueAt, type Pairing } from '../pairing.ts';
import { otherOf, pairKeyOf } from '../policy.ts';
import { pairingWith } from './queries.server.ts';

export type Room = Pick<Runtime, 'db' | 'clock' | 'random'>;

export interface Moment {
  /** Epoch milliseconds. */
  now: number;
  random: Random;
}

export interface Refused<Code extends string> {
  outcome: 'refused';
  code: Code;
}

export const refused = <Code extends string>(code: Code): Refused<Code> => ({
  outcome: 'refused',
  code,
});

export const done = { outcome: 'done' } as const;
export type Done = typeof done;

export const clockKind = 'pairing-clock';

const columnsOf = (pairing: Pairing) => ({
  state: pairing.state,
  before_rest: pairing.beforeRest,
  resting_since: pairing.restingSince,
  resting_until: pairing.restingUntil,
  chat_at: pairing.chatAt,
  asked_at: pairing.askedAt,
  ask_ends_at: pairing.askEndsAt,
  going_since: pairing.goingSince,
  review_at: pairing.reviewAt,
  check_in_at: pairing.checkInAt,
  wrapped_up_at: pairing.wrappedUpAt,
});

/** Writes a pairing that begins. */
export async function addPairing(tx: Tx, pairing: Pairing, moment: Moment): Promise<void> {
  await tx
    .insertInto('pairings')
    .values({
      id: pairing.id,
      kind: pairing.kind,
      mentor_id: pairing.mentorId,
      mentee_id: pairing.menteeId,
      pair_key: pairKeyOf(pairing.mentorId, pairing.menteeId),
      request_id: pairing.requestId,
      conversation_id: pairing.conversationId,
      began_at: pairing.beganAt,
      ...columnsOf(pairing),
    })
    .execute();
  await windClock(tx, pairing, moment);
}

/** Saves what became of a pairing and winds its clock for what comes next. */
export async function savePairing(tx: Tx, pairing: Pairing, moment: Moment): Promise<void> {
  await tx
    .updateTable('pairings')
    .set((eb) => ({ ...columnsOf(pairing), version: eb('version', '+', 1) }))
    .where('id', '=', pairing.id)
    .execute();
  tellPages(tx, pairing.id);
  await windClock(tx, pairing, moment);
}

/** Open pages of the two look again. Only for what both may see: a private answer must stay quiet. */
export const tellPages = (tx: Tx, pairingId: string): void => publish(tx, `pairing:${pairingId}`);

/** Winds the clock of a pairing for the next thing time does to it, or lets it sleep. */
export async function windClock(tx: Tx, pairing: Pairing, { now, random }: Moment): Promise<void> {
  const dueAt = nextDueAt(pairing);
  const clock = { kind: clockKind, key: pairing.id };
  if (dueAt === null) return letSleep(tx, { ...clock, now });
  const payload = { pairingId: pairing.id };
  await wakeAt(tx, { ...clock, payload, dueAt, now, random });
}

export interface Acting {
  tx: Tx;
  pairing: Pairing;
  youId: string;
  otherId: string;
  now: number;
  random: Random;
}

/**
 * Lets one of the two do something with their pairing, in one transaction. For anybody else, and for
 * one that is not there, the answer is the same (requirement C2).
 */
export function inPairing<Result>(
  { db, clock, random }: Room,
  { actor, pairingId }: { actor: Viewer; pairingId: string },
  act: (acting: Acting) => Promise<Result>,
): Promise<Result | Refused<'not_found'>> {
  const now = clock.now();
  return db.transact(async (tx) => {
    const pairing = await pairingWith(tx, { pairingId, memberId: actor.id });
    if (pairing === undefined) return refused('not_found');
    const otherId = otherOf(pairing, actor.id);
    return act({ tx, pairing, youId: actor.id, otherId, now, random });
  });
}
