/** Pairings for tests, begun as a yes to a note begins them. */
import { startConversation } from '#domain/conversations/conversations.commands.server.ts';
import { takePlace } from '#domain/members/capacity.commands.server.ts';
import type { Terms } from '#domain/members/offer.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { startPairing } from '#domain/pairings/start-pairing.commands.server.ts';
import { answerAfterChat } from '#domain/pairings/private-answers.commands.server.ts';
import type { PairingKind } from '#domain/pairings/pairing.ts';
import { pairingClockTask } from '#domain/pairings/pairing.tasks.server.ts';
import { inAct } from '#platform/act.server.ts';
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
  runtime: TestRuntime,
  { mentor, mentee, kind = 'mentoring', chatAt = null, terms = freeTerms }: Beginning,
): Promise<string> {
  return inAct(runtime, async (act) => {
    const hasRoom = await takePlace(act, { memberId: mentor.id });
    if (!hasRoom) throw new Error(`${mentor.name} has no room`);
    const conversationId = await startConversation(act, { memberIds: [mentee.id, mentor.id] });
    return startPairing(act, {
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

/** Does what is due for a pairing now, as the worker does when its clock runs out. */
export function runPairingClock(runtime: TestRuntime, pairingId: string): Promise<void> {
  const { kind, handle } = pairingClockTask;
  const claimed = { id: '', payload: {}, attempts: 1, lockedUntil: 0 };
  return handle({ ...claimed, kind, key: pairingId }, runtime);
}
