/** Saving pairings with their clock, and commands for one of the two. */
import type { Viewer } from '#domain/members/viewer.ts';
import { refused, type Refused } from '#lib/outcome.ts';
import { command, type Act, type ActRuntime, type ThingClock } from '#platform/act.server.ts';
import { nextDueAt, type Pairing } from './pairing.ts';
import { otherOf, pairKeyOf } from './pairing.policy.ts';
import { pairingWith } from './pairing-store.queries.server.ts';

/** Runs until the pairing has wrapped up. */
export const pairingClock: ThingClock<Pairing> = {
  kind: 'pairing-clock',
  idOf: ({ id }) => id,
  dueAt: nextDueAt,
};

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
  told_at: pairing.toldAt,
});

/** Saves a new pairing and sets its clock. */
export async function addPairing(act: Act, pairing: Pairing): Promise<void> {
  await act.tx
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
  await act.schedule(pairingClock, pairing);
}

/** Saves a changed pairing, sets its clock and refreshes the open pages of the two. */
export async function savePairing(act: Act, pairing: Pairing): Promise<void> {
  await act.tx
    .updateTable('pairings')
    .set((eb) => ({ ...columnsOf(pairing), version: eb('version', '+', 1) }))
    .where('id', '=', pairing.id)
    .execute();
  refreshPages(act, pairing.id);
  await act.schedule(pairingClock, pairing);
}

/** Saves when the next check-in of a pairing opens, epoch milliseconds; null for never. */
export async function saveCheckInDue(
  { tx }: Act,
  { pairingId, at }: { pairingId: string; at: number | null },
): Promise<void> {
  await tx.updateTable('pairings').set({ check_in_at: at }).where('id', '=', pairingId).execute();
}

/**
 * Refreshes the open pages of the two. Only for what both may see: a refresh after a private answer
 * would tell the other that there is one.
 */
export const refreshPages = (act: Act, pairingId: string): void =>
  act.refresh(`pairing:${pairingId}`);

/** A pairing as the one of the two who acts has it. */
export interface YourPairing {
  readonly pairing: Pairing;
  readonly youId: string;
  readonly otherId: string;
}

/**
 * A command for one of the two of a pairing.
 *
 * @returns `not_found` for a pairing that does not exist, and for anybody but the two (requirement C2)
 * @example
 * export const wrapUp = pairingCommand(async (act, { pairing }) => …)
 */
export const pairingCommand = <Input extends { actor: Viewer; pairingId: string }, Result>(
  work: (act: Act, acting: YourPairing, input: Input) => Promise<Result>,
): ((runtime: ActRuntime, input: Input) => Promise<Result | Refused<'not_found'>>) =>
  command(async (act, input: Input) => {
    const { actor, pairingId } = input;
    const pairing = await pairingWith(act.tx, { pairingId, memberId: actor.id });
    if (pairing === undefined) return refused('not_found');
    return work(act, { pairing, youId: actor.id, otherId: otherOf(pairing, actor.id) }, input);
  });
