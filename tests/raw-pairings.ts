/** Notes and pairings between two people for tests, written straight into the database. */
import type { Insertable } from 'kysely';
import { day } from '#lib/duration.ts';
import { makeId } from '#lib/ids.ts';
import type { Tx } from '#platform/db/database.server.ts';
import type { Tables } from '#platform/db/tables.ts';
import type { Runtime } from '#platform/runtime.server.ts';

type Machinery = Pick<Runtime, 'db' | 'clock' | 'random'>;

const plainNote = {
  skills: ['Go'],
  working: 'A small tool that renames files, with tests I do not trust.',
  share: '',
  start: 'chat',
  times: [],
  isSwap: false,
};
const plainTerms = { kind: 'free', amount: null, currency: '', note: '', firstChatFree: false };
const plainLines = {
  rhythm: null,
  where: null,
  questions: null,
  terms: plainTerms,
  between: null,
  reviewAfterMonths: null,
};

/** A note and terms as the database keeps them. */
export const plainNoteText = JSON.stringify(plainNote);
export const plainTermsText = JSON.stringify(plainTerms);

/** The key of two people, whichever is named first. */
const pairKey = (oneId: string, otherId: string): string => [oneId, otherId].toSorted().join(' ');

async function addConversation(
  tx: Tx,
  { id, memberIds, now }: { id: string; memberIds: string[]; now: number },
): Promise<void> {
  await tx.insertInto('conversations').values({ id, created_at: now }).execute();
  await tx
    .insertInto('conversation_members')
    .values(memberIds.map((memberId) => ({ conversation_id: id, member_id: memberId })))
    .execute();
}

/** A note from one member to another, open unless `choices` say otherwise; gives its id. */
export async function addRequest(
  { db, clock, random }: Machinery,
  {
    fromId,
    toId,
    ...choices
  }: { fromId: string; toId: string } & Partial<Insertable<Tables['requests']>>,
): Promise<string> {
  const now = clock.now();
  const id = makeId(now, random);
  const conversationId = makeId(now, random);
  await db.transact(async (tx) => {
    await addConversation(tx, { id: conversationId, memberIds: [fromId, toId], now });
    await tx
      .insertInto('requests')
      .values({
        id,
        from_id: fromId,
        to_id: toId,
        pair_key: pairKey(fromId, toId),
        state: 'open',
        note: plainNoteText,
        terms: plainTermsText,
        conversation_id: conversationId,
        sent_at: now,
        remind_at: now + 3 * day,
        due_at: now + 7 * day,
        latest_at: now + 28 * day,
        ...choices,
      })
      .execute();
  });
  return id;
}

/** A pairing of two members with a conversation and a first agreement; gives its id. */
export async function addPairing(
  { db, clock, random }: Machinery,
  {
    mentorId,
    menteeId,
    ...choices
  }: { mentorId: string; menteeId: string } & Partial<Insertable<Tables['pairings']>>,
): Promise<{ pairingId: string; conversationId: string }> {
  const now = clock.now();
  const pairingId = makeId(now, random);
  const conversationId = makeId(now, random);
  await db.transact(async (tx) => {
    await addConversation(tx, { id: conversationId, memberIds: [mentorId, menteeId], now });
    await tx
      .insertInto('pairings')
      .values({
        id: pairingId,
        kind: 'mentoring',
        mentor_id: mentorId,
        mentee_id: menteeId,
        pair_key: pairKey(mentorId, menteeId),
        conversation_id: conversationId,
        state: 'going',
        began_at: now,
        going_since: now,
        review_at: now + 90 * day,
        ...choices,
      })
      .execute();
    await tx
      .insertInto('agreements')
      .values({
        id: makeId(now, random),
        pairing_id: pairingId,
        number: 1,
        state: 'agreed',
        lines: JSON.stringify(plainLines),
        suggested_by: null,
        suggested_at: now,
        answered_at: now,
      })
      .execute();
  });
  return { pairingId, conversationId };
}
