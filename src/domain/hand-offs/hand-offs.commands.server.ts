import { areApart } from '#domain/members/blocks.queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { isId } from '#lib/ids.ts';
import { done, refused, type Done, type Refused } from '#lib/outcome.ts';
import { command, type Act } from '#platform/act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { afterEndingTold } from '#domain/pairings/ending-delay.ts';
import { HandOffSuggested } from '#domain/pairings/events.ts';
import {
  pairingCommand,
  type YourPairing,
} from '#domain/pairings/pairing-store.commands.server.ts';
import { handedOn, isBetween, mayThank } from '#domain/pairings/pairing.policy.ts';
import type { Note } from '#domain/requests/note.ts';
import { openRequest, type SendRefused } from '#domain/requests/send-note.commands.server.ts';
import { withGoals } from './hand-off.ts';

interface Suggesting {
  actor: Viewer;
  pairingId: string;
  toId: string;
  /** Already parsed; may be ''. */
  words: string;
}

/**
 * Suggests whom to talk to next; the one it is about decides, and nobody else is told. Where those two are
 * apart it is kept and shown to nobody, as if it was never answered.
 */
export const suggestNext = pairingCommand(
  async (act, yours, { pairingId, toId, words }: Suggesting) => {
    if (!mayThank(yours.pairing, act.now)) return refused('too_late');
    if (!(await isThere(act.tx, { ...yours, toId }))) return refused('not_available');
    const open = await act.tx
      .selectFrom('hand_offs')
      .select('id')
      .where('pairing_id', '=', pairingId)
      .where('to_id', '=', toId)
      .where('suggested_by', '=', yours.youId)
      .where('state', '=', 'suggested')
      .executeTakeFirst();
    return done({ handOffId: open?.id ?? (await suggest(act, { ...yours, toId, words })) });
  },
);

/**
 * Somebody on the list whom the one who suggests may see, and neither of the two. That the other of the two
 * may not is no reason here: to say so would tell of a block.
 */
async function isThere(
  db: Reader,
  { pairing, youId, toId }: YourPairing & { toId: string },
): Promise<boolean> {
  if (!isId(toId) || isBetween(pairing, toId)) return false;
  if (await areApart(db, { memberId: youId, otherId: toId })) return false;
  const row = await db
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
  act: Act,
  { pairing, youId, toId, words }: YourPairing & { toId: string; words: string },
): Promise<string> {
  const id = act.id();
  const menteeId = handedOn(pairing, youId);
  await act.tx
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
      suggested_at: act.now,
      answered_at: null,
      request_id: null,
    })
    .execute();
  const when = { at: afterEndingTold(pairing, act.now), key: id };
  const isShown =
    menteeId !== youId && !(await areApart(act.tx, { memberId: menteeId, otherId: toId }));
  if (isShown) await act.announce(HandOffSuggested, { handOffId: id }, when);
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

/** `requestId` is the note that was sent; null after "not now". */
type HandedOn = Done<{ requestId: string | null }> | Refused<'not_found'> | SendRefused;

/**
 * The person concerned says yes, and their note goes to who was suggested, recommended by a member
 * where somebody else thought of it; or not now, of which nobody is told.
 */
export const answerHandOff = command(
  async (act, { actor, handOffId, note, goalIds, heading }: Answering): Promise<HandedOn> => {
    const found = await handOffFor(act.tx, { handOffId, memberId: actor.id });
    if (found === undefined) return refused('not_found');
    if (found.state === 'agreed') return done({ requestId: found.request_id });
    if (note !== null) return send(act, { actor, found, note, goalIds, heading });
    await close(act, { handOffId, state: 'not_now', requestId: null, notes: '' });
    return done({ requestId: null });
  },
);

interface Sending extends Omit<Answering, 'handOffId' | 'note'> {
  found: NonNullable<Awaited<ReturnType<typeof handOffFor>>>;
  note: Note;
}

/** Sends the note with what goes along; where it cannot be sent, the suggestion stays open. */
async function send(
  act: Act,
  { actor, found, note, goalIds, heading }: Sending,
): Promise<HandedOn> {
  const { id: handOffId, pairing_id: pairingId, to_id: mentorId } = found;
  const goals = await wordsOfGoals(act.tx, { pairingId, forId: actor.id, goalIds });
  const whole = withGoals(note, { goals, heading });
  const isRecommended = found.suggested_by !== actor.id;
  const sent = await openRequest(act, { writer: actor, mentorId, note: whole, isRecommended });
  if (sent.outcome === 'refused') return sent;
  const { requestId } = sent;
  await close(act, { handOffId, state: 'agreed', requestId, notes: JSON.stringify(goals) });
  return sent;
}

const handOffFor = (db: Reader, { handOffId, memberId }: { handOffId: string; memberId: string }) =>
  db
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
}

async function close(
  { tx, now }: Act,
  { handOffId, state, requestId, notes }: Closing,
): Promise<void> {
  await tx
    .updateTable('hand_offs')
    .set({ state, request_id: requestId, notes, answered_at: now })
    .where('id', '=', handOffId)
    .execute();
}

async function wordsOfGoals(
  db: Reader,
  { pairingId, forId, goalIds }: { pairingId: string; forId: string; goalIds: readonly string[] },
): Promise<string[]> {
  const rows = await db
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
