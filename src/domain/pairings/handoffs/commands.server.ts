import { areApart } from '#domain/members/blocks/queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { enqueue } from '#platform/jobs.server.ts';
import { isId, makeId } from '#lib/ids.ts';
import type { HandOffSuggested } from '../events.ts';
import { tellingTime } from '../endings/queries.server.ts';
import {
  done,
  inPairing,
  refused,
  type Acting,
  type Done,
  type Moment,
  type Refused,
  type Room,
} from '../keeping/commands.server.ts';
import { handedOn, isBetween, mayThank } from '../policy.ts';
import type { Note } from '../requests/note.ts';
import { openRequest, type SendRefused } from '../requests/sending/commands.server.ts';
import { withGoals } from './hand-off.ts';

interface Suggesting {
  actor: Viewer;
  pairingId: string;
  toId: string;
  /** Already parsed; may be ''. */
  words: string;
}

export type SuggestedNext =
  { outcome: 'done'; handOffId: string } | Refused<'not_found' | 'too_late' | 'not_available'>;

/** Suggests whom to talk to next; the one it is about decides, and nobody else hears of it. */
export function suggestNext(
  room: Room,
  { actor, pairingId, toId, words }: Suggesting,
): Promise<SuggestedNext> {
  return inPairing(room, { actor, pairingId }, async (acting): Promise<SuggestedNext> => {
    const { tx, pairing, now } = acting;
    if (!mayThank(pairing, now)) return refused('too_late');
    if (!(await isThere(acting, toId))) return refused('not_available');
    const open = await tx
      .selectFrom('hand_offs')
      .select('id')
      .where('pairing_id', '=', pairingId)
      .where('to_id', '=', toId)
      .where('suggested_by', '=', acting.youId)
      .where('state', '=', 'suggested')
      .executeTakeFirst();
    return { ...done, handOffId: open?.id ?? (await suggest(acting, { toId, words })) };
  });
}

/** Somebody on the list whom both may see, and neither of the two. */
async function isThere({ tx, pairing, youId, otherId }: Acting, toId: string): Promise<boolean> {
  if (!isId(toId) || isBetween(pairing, toId)) return false;
  if (await areApart(tx, { memberId: youId, otherId: toId })) return false;
  if (await areApart(tx, { memberId: otherId, otherId: toId })) return false;
  const row = await tx
    .selectFrom('members')
    .innerJoin('offers', 'offers.member_id', 'members.id')
    .select('members.id')
    .where('members.id', '=', toId)
    .where('members.status', '=', 'active')
    .where('offers.available_at', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}

async function suggest(
  { tx, pairing, youId, now, random }: Acting,
  { toId, words }: { toId: string; words: string },
): Promise<string> {
  const id = makeId(now, random);
  const menteeId = handedOn(pairing, youId);
  await tx
    .insertInto('hand_offs')
    .values({
      id,
      pairing_id: pairing.id,
      suggested_by: youId,
      mentee_id: menteeId,
      to_id: toId,
      words,
      notes: '',
      state: 'suggested',
      suggested_at: now,
      answered_at: null,
      request_id: null,
    })
    .execute();
  if (menteeId === youId) return id;
  const event: HandOffSuggested = { name: 'HandOffSuggested', handOffId: id };
  // An ending is heard of first, wherever both come together.
  const dueAt = Math.max(now, (await tellingTime(tx, pairing.id)) ?? 0);
  const job = { kind: `event:${event.name}`, key: id, payload: event, dueAt };
  await enqueue(tx, { ...job, now, random });
  return id;
}

interface Answering {
  actor: Viewer;
  handOffId: string;
  /** The note to send, as the person concerned wants it; null says not now. */
  note: Note | null;
  /** Which of their goals go along, and what stands above them. */
  goalIds: readonly string[];
  heading: string;
}

export type HandedOn =
  Done | { outcome: 'done'; requestId: string } | Refused<'not_found'> | SendRefused;

/**
 * The person concerned says yes, and their note goes to who was suggested, recommended by a member
 * where somebody else thought of it; or not now, of which nobody is told.
 */
export function answerHandOff(
  { db, clock, random }: Room,
  { actor, handOffId, note, goalIds, heading }: Answering,
): Promise<HandedOn> {
  const now = clock.now();
  return db.transact(async (tx): Promise<HandedOn> => {
    const found = await handOffFor(tx, { handOffId, memberId: actor.id });
    if (found === undefined) return refused('not_found');
    if (found.state === 'agreed') return { ...done, requestId: found.request_id ?? '' };
    if (note !== null) return send(tx, { actor, found, note, goalIds, heading, now, random });
    await close(tx, { handOffId, state: 'not_now', requestId: null, notes: '', now });
    return done;
  });
}

interface Sending extends Omit<Answering, 'handOffId' | 'note'>, Moment {
  found: NonNullable<Awaited<ReturnType<typeof handOffFor>>>;
  note: Note;
}

/** Sends the note with what goes along; where it cannot be sent, the suggestion stays open. */
async function send(
  tx: Tx,
  { actor, found, note, goalIds, heading, now, random }: Sending,
): Promise<HandedOn> {
  const { id: handOffId, pairing_id: pairingId, to_id: mentorId } = found;
  const goals = await wordsOfGoals(tx, { pairingId, forId: actor.id, goalIds });
  const whole = withGoals(note, { goals, heading });
  const isRecommended = found.suggested_by !== actor.id;
  const sending = { writer: actor, mentorId, note: whole, isRecommended };
  const sent = await openRequest(tx, sending, { now, random });
  if (sent.outcome === 'refused') return sent;
  const { requestId } = sent;
  const notes = JSON.stringify(goals);
  await close(tx, { handOffId, state: 'agreed', requestId, notes, now });
  return sent;
}

const handOffFor = (tx: Tx, { handOffId, memberId }: { handOffId: string; memberId: string }) =>
  tx
    .selectFrom('hand_offs')
    .select(['id', 'pairing_id', 'suggested_by', 'to_id', 'state', 'request_id'])
    .where('id', '=', handOffId)
    .where('mentee_id', '=', memberId)
    .executeTakeFirst();

interface Closing {
  handOffId: string;
  state: 'agreed' | 'not_now';
  requestId: string | null;
  notes: string;
  now: number;
}

async function close(tx: Tx, { handOffId, state, requestId, notes, now }: Closing): Promise<void> {
  await tx
    .updateTable('hand_offs')
    .set({ state, request_id: requestId, notes, answered_at: now })
    .where('id', '=', handOffId)
    .execute();
}

async function wordsOfGoals(
  tx: Tx,
  { pairingId, forId, goalIds }: { pairingId: string; forId: string; goalIds: readonly string[] },
): Promise<string[]> {
  const rows = await tx
    .selectFrom('goals')
    .select(['id', 'words'])
    .where('pairing_id', '=', pairingId)
    .where('for_id', '=', forId)
    .where('removed_at', 'is', null)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
  return rows.filter((row) => goalIds.includes(row.id)).map((row) => row.words);
}
