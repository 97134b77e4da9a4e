/**
 * Endings. There is one way a pairing ends, and it is not told who or what began it: no argument, no
 * column, no event, no line in the log (requirement E6).
 */
import { closeConversation } from '#domain/conversations/conversations.commands.server.ts';
import { freePlace } from '#domain/members/capacity.commands.server.ts';
import { done } from '#lib/outcome.ts';
import type { Act } from '#platform/act.server.ts';
import { replaceSuggestion } from './agreement-store.commands.server.ts';
import { PairingWrappedUp } from './events.ts';
import { pairingCommand, savePairing } from './pairing-store.commands.server.ts';
import { livingBetween } from './pairing-store.queries.server.ts';
import { deleteAnswers } from './private-answer-store.commands.server.ts';
import { isLiving, wrappedUp, type Pairing } from './pairing.ts';
import { pairKeyOf } from './pairing.policy.ts';
import { endingDelay } from './ending-delay.ts';

/** Wraps up, now, without a reason. Wrapping up what has ended already changes nothing. */
export const wrapUp = pairingCommand(async (act, { pairing }) => {
  await endPairing(act, pairing);
  return done();
});

/**
 * Wraps up whatever pairing two people have, as any other ending; for blocks.
 *
 * @returns true where there was one
 */
export async function wrapUpBetween(
  act: Act,
  { memberId, otherId }: { memberId: string; otherId: string },
): Promise<boolean> {
  const pairing = await livingBetween(act.tx, pairKeyOf(memberId, otherId));
  if (pairing === undefined) return false;
  await endPairing(act, pairing);
  return true;
}

/**
 * The only way a pairing ends: frees the place, closes the conversation, deletes private answers. One
 * event tells both, so that neither is told before the other.
 */
export async function endPairing(act: Act, pairing: Pairing): Promise<void> {
  if (!isLiving(pairing)) return;
  const pairingId = pairing.id;
  const toldAt = act.now + endingDelay(act.random);
  await savePairing(act, { ...wrappedUp(pairing, act.now), toldAt });
  await deleteAnswers(act, { pairingId, about: 'after_chat' });
  await deleteAnswers(act, { pairingId, about: 'renewal' });
  await replaceSuggestion(act, { pairingId });
  await closeConversation(act, { conversationId: pairing.conversationId });
  await freePlace(act, { memberId: pairing.mentorId });
  await act.announce(PairingWrappedUp, { pairingId }, { at: toldAt, key: pairingId });
}
