/**
 * Endings. There is one way a pairing ends, and it is not told who or what began it: no argument, no
 * column, no event, no line in the log (requirement E6).
 */
import { closeConversation } from '#domain/conversations/commands.server.ts';
import { freePlace } from '#domain/members/offers/places/commands.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { enqueue } from '#platform/jobs.server.ts';
import { replaceSuggestion } from '../agreements/versions/commands.server.ts';
import type { PairingWrappedUp } from '../events.ts';
import {
  done,
  inPairing,
  savePairing,
  type Done,
  type Moment,
  type Refused,
  type Room,
} from '../keeping/commands.server.ts';
import { livingBetween } from '../keeping/queries.server.ts';
import { forgetAnswers } from '../outcomes/answers/commands.server.ts';
import { isLiving, wrappedUp, type Pairing } from '../pairing.ts';
import { pairKeyOf } from '../policy.ts';
import { tellingDelay } from './ending.ts';

/** Wraps up, now, without a reason. One that is over already is over: that is no refusal. */
export function wrapUp(
  room: Room,
  { actor, pairingId }: { actor: Viewer; pairingId: string },
): Promise<Done | Refused<'not_found'>> {
  return inPairing(room, { actor, pairingId }, async ({ tx, pairing, now, random }) => {
    await endPairing(tx, pairing, { now, random });
    return done;
  });
}

/**
 * Wraps up whatever pairing two people have, as any other ending; for blocks.
 *
 * @returns true where there was one
 */
export async function wrapUpBetween(
  tx: Tx,
  { memberId, otherId, now, random }: { memberId: string; otherId: string } & Moment,
): Promise<boolean> {
  const pairing = await livingBetween(tx, pairKeyOf(memberId, otherId));
  if (pairing === undefined) return false;
  await endPairing(tx, pairing, { now, random });
  return true;
}

/** The one ending there is: frees the place, closes the conversation, forgets what was private. */
export async function endPairing(tx: Tx, pairing: Pairing, { now, random }: Moment): Promise<void> {
  if (!isLiving(pairing)) return;
  const pairingId = pairing.id;
  await savePairing(tx, wrappedUp(pairing, now), { now, random });
  await forgetAnswers(tx, { pairingId, about: 'after_chat' });
  await forgetAnswers(tx, { pairingId, about: 'renewal' });
  await replaceSuggestion(tx, { pairingId, now });
  await closeConversation(tx, { conversationId: pairing.conversationId, now });
  await freePlace(tx, { memberId: pairing.mentorId, now, random });
  await tellLater(tx, { pairingId, now, random });
}

/** One job for both, so that neither hears before the other, at a moment that says nothing. */
async function tellLater(
  tx: Tx,
  { pairingId, now, random }: { pairingId: string } & Moment,
): Promise<void> {
  const event: PairingWrappedUp = { name: 'PairingWrappedUp', pairingId };
  const dueAt = now + tellingDelay(random);
  const job = { kind: `event:${event.name}`, key: pairingId, payload: event, dueAt };
  await enqueue(tx, { ...job, now, random });
}
