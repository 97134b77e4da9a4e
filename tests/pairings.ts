/** Pairings for tests, begun as a yes to a note begins them. */
import { startConversation } from '#domain/conversations/commands.server.ts';
import { takePlace } from '#domain/members/offers/places/commands.server.ts';
import type { Terms } from '#domain/members/offers/offer.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { startPairing } from '#domain/pairings/commands.server.ts';
import { answerAfterChat } from '#domain/pairings/outcomes/commands.server.ts';
import type { PairingKind } from '#domain/pairings/pairing.ts';
import type { TestRuntime } from './runtime.ts';

export const freeTerms: Terms = {
  kind: 'free',
  amount: null,
  currency: '',
  note: '',
  firstChatFree: false,
};

interface Beginning {
  mentor: Viewer;
  mentee: Viewer;
  kind?: PairingKind;
  chatAt?: number | null;
  terms?: Terms;
}

/** Just one chat between two people, with the mentor's place taken; the pairing's id. */
export function beginPairing(
  { db, clock, random }: TestRuntime,
  { mentor, mentee, kind = 'mentoring', chatAt = null, terms = freeTerms }: Beginning,
): Promise<string> {
  const now = clock.now();
  return db.transact(async (tx) => {
    const hasRoom = await takePlace(tx, { memberId: mentor.id, now, random });
    if (!hasRoom) throw new Error(`${mentor.name} has no room`);
    const memberIds = [mentee.id, mentor.id];
    const conversationId = await startConversation(tx, { memberIds, now, random });
    return startPairing(tx, {
      request: {
        id: null,
        fromId: mentee.id,
        toId: mentor.id,
        conversationId,
        note: { skills: ['Testing', 'Go'], share: 'A bit of Elixir' },
        terms,
      },
      kind,
      chatAt,
      now,
      random,
    });
  });
}

/** A pairing that goes along, because both said yes after their chat; the pairing's id. */
export async function beginGoing(runtime: TestRuntime, of: Beginning): Promise<string> {
  const pairingId = await beginPairing(runtime, of);
  await answerAfterChat(runtime, { actor: of.mentor, pairingId, says: 'yes' });
  await answerAfterChat(runtime, { actor: of.mentee, pairingId, says: 'yes' });
  return pairingId;
}
