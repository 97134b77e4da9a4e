import { startConversation } from '#domain/conversations/commands.server.ts';
import type { Terms } from '#domain/members/offers/offer.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { makeId } from '#lib/ids.ts';
import { firstLines } from './agreements/agreement.ts';
import { addFirstAgreement } from './agreements/versions/commands.server.ts';
import { addPairing, type Moment } from './keeping/commands.server.ts';
import { begin, type PairingKind } from './pairing.ts';

export interface Starting extends Moment {
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
 * Begins a pairing, just one chat at first, in the transaction of the yes. The caller has taken the
 * place with whom the note was written to, and sees to it that there is no other pairing of the two.
 *
 * @returns the pairing's id
 */
export async function startPairing(
  tx: Tx,
  { request, kind, chatAt, now, random }: Starting,
): Promise<string> {
  const { id: requestId, fromId, toId, note, terms } = request;
  const id = makeId(now, random);
  const sides = { mentorId: toId, menteeId: fromId };
  const conversationId =
    request.conversationId ??
    (await startConversation(tx, { memberIds: [fromId, toId], now, random }));
  const pairing = begin({ id, kind, ...sides, requestId, conversationId }, { chatAt, now });
  await addPairing(tx, pairing, { now, random });
  await addTopics(tx, { pairingId: id, memberId: fromId, words: note.skills.join(', ') });
  await addTopics(tx, { pairingId: id, memberId: toId, words: note.share });
  await addFirstAgreement(tx, { pairingId: id, lines: firstLines(terms), now, random });
  return id;
}

/** What it is about for one of the two. */
async function addTopics(
  tx: Tx,
  { pairingId, memberId, words }: { pairingId: string; memberId: string; words: string },
): Promise<void> {
  if (words === '') return;
  await tx
    .insertInto('pairing_topics')
    .values({ pairing_id: pairingId, member_id: memberId, words })
    .execute();
}
