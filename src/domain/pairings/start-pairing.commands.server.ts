import { startConversation } from '#domain/conversations/conversations.commands.server.ts';
import type { Terms } from '#domain/members/offer.ts';
import type { Act } from '#platform/act.server.ts';
import { firstLines } from './agreement.ts';
import { addFirstAgreement } from './agreement-store.commands.server.ts';
import { addPairing } from './pairing-store.commands.server.ts';
import { begin, type PairingKind } from './pairing.ts';

export interface Starting {
  request: {
    /** Null where it did not begin with a note. */
    id: string | null;
    fromId: string;
    toId: string;
    /** Goes on as the conversation of the pairing; null to begin one. */
    conversationId: string | null;
    note: { skills: readonly string[]; share: string };
    /** As shown when the note was written; they stay. */
    terms: Terms;
  };
  kind: PairingKind;
  /** The time of the first chat, epoch milliseconds, where one was found. */
  chatAt: number | null;
}

/**
 * Begins a pairing, just one chat at first. The caller has taken the place with whom the note was
 * written to, and has checked that the two have no other pairing.
 *
 * @returns the pairing's id
 */
export async function startPairing(act: Act, { request, kind, chatAt }: Starting): Promise<string> {
  const { id: requestId, fromId, toId, note, terms } = request;
  const id = act.id();
  const sides = { mentorId: toId, menteeId: fromId };
  const conversationId =
    request.conversationId ?? (await startConversation(act, { memberIds: [fromId, toId] }));
  const of = { id, kind, ...sides, requestId, conversationId };
  await addPairing(act, begin(of, { chatAt, now: act.now }));
  await addTopics(act, { pairingId: id, memberId: fromId, words: note.skills.join(', ') });
  await addTopics(act, { pairingId: id, memberId: toId, words: note.share });
  await addFirstAgreement(act, { pairingId: id, lines: firstLines(terms) });
  return id;
}

/** What it is about for one of the two. */
async function addTopics(
  { tx }: Act,
  { pairingId, memberId, words }: { pairingId: string; memberId: string; words: string },
): Promise<void> {
  if (words === '') return;
  await tx
    .insertInto('pairing_topics')
    .values({ pairing_id: pairingId, member_id: memberId, words })
    .execute();
}
