/** Writing to somebody: sending a note, and the same words again to somebody else. */
import type { Terms } from '#domain/members/offers/offer.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { second } from '#platform/clock.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce } from '#platform/jobs.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import type { RequestSent } from '../../events.ts';
import { addRequest, type Moment } from '../keeping/commands.server.ts';
import { readRequest, requestOf } from '../keeping/queries.server.ts';
import { checkNote, writeNote, type Note } from '../note.ts';
import { refusalForPlace, type SendRefusal } from '../policy.ts';
import { stateAt } from '../request.ts';
import { standingOf } from './queries.server.ts';

type Room = Pick<Runtime, 'db' | 'clock' | 'random'>;

export interface SendRefused {
  outcome: 'refused';
  /** `full`: every place is taken, the waiting list is open. `note`: it says too little or too much. */
  code: SendRefusal | 'full' | 'note';
  /** The open note, where one of the two has written already. */
  requestId?: string;
  pairingId?: string;
  waitingPlaceId?: string;
}

export type Sent = { outcome: 'done'; requestId: string } | SendRefused;

/** Sends a note. The same note to the same person within seconds is one note (fault 11). */
export function sendRequest(
  { db, clock, random }: Room,
  { actor, mentorId, note }: { actor: Viewer; mentorId: string; note: Note },
): Promise<Sent> {
  const now = clock.now();
  return db.transact((tx) => openRequest(tx, { writer: actor, mentorId, note }, { now, random }));
}

/**
 * Sends the words of a note that has ended to somebody else. A note is followed up once; the same
 * question to the same person again is answered as before.
 */
export function sendSameNote(
  { db, clock, random }: Room,
  { actor, requestId, mentorId }: { actor: Viewer; requestId: string; mentorId: string },
): Promise<Sent | { outcome: 'refused'; code: 'not_found' | 'still_open' | 'already_sent' }> {
  const now = clock.now();
  return db.transact(async (tx) => {
    const before = await requestOf(tx, { requestId, memberId: actor.id, side: 'from' });
    if (before === undefined) return { outcome: 'refused', code: 'not_found' };
    if (stateAt(before, now) === 'open') return { outcome: 'refused', code: 'still_open' };
    if (before.nextId !== null) return sentBefore(tx, { nextId: before.nextId, mentorId });
    const sending = { writer: actor, mentorId, note: before.note };
    const sent = await openRequest(tx, sending, { now, random });
    if (sent.outcome === 'done') await followUp(tx, { requestId, nextId: sent.requestId });
    return sent;
  });
}

async function sentBefore(
  tx: Tx,
  { nextId, mentorId }: { nextId: string; mentorId: string },
): Promise<Sent | { outcome: 'refused'; code: 'already_sent' }> {
  const next = await readRequest(tx, nextId);
  if (next?.toId !== mentorId) return { outcome: 'refused', code: 'already_sent' };
  return { outcome: 'done', requestId: nextId };
}

/** Remembers which note went on with the words of one that ended. */
export async function followUp(
  tx: Tx,
  { requestId, nextId }: { requestId: string; nextId: string },
): Promise<void> {
  await tx.updateTable('requests').set({ next_id: nextId }).where('id', '=', requestId).execute();
}

export interface Opening {
  writer: Viewer;
  mentorId: string;
  note: Note;
  /** Somebody who knows both thought of it. */
  isRecommended?: boolean;
}

/** Sends a note in a transaction of the caller's, if the writer may write to the mentor now. */
export async function openRequest(
  tx: Tx,
  { writer, mentorId, note, isRecommended = false }: Opening,
  { now, random }: Moment,
): Promise<Sent> {
  if (checkNote(note).length > 0) return { outcome: 'refused', code: 'note' };
  const times = note.times.filter((time) => time > now);
  const coming: Note = { ...note, times };
  const { code, offer, between } = await standingOf(tx, { writer, mentorId, now });
  if (code === 'one_open' && (await isSameAgain(tx, { ...between, note: coming, now })))
    return { outcome: 'done', requestId: between.requestId ?? '' };
  if (code !== null || offer === undefined)
    return { outcome: 'refused', code: code ?? 'not_available', ...between };
  if (offer.isFull) return { outcome: 'refused', code: 'full' };
  const { terms, replyDays } = offer;
  const requestId = await addRequest(
    tx,
    {
      fromId: writer.id,
      toId: mentorId,
      note: coming,
      terms,
      replyDays,
      isRecommended,
      holdsPlace: false,
    },
    { now, random },
  );
  await tellOf(tx, requestId, { now, random });
  return { outcome: 'done', requestId };
}

const aMoment = 10 * second;

/** A double click or a retry: the very same words to the same person a moment ago. */
async function isSameAgain(
  tx: Tx,
  { requestId = '', note, now }: { requestId?: string; note: Note; now: number },
): Promise<boolean> {
  const open = await readRequest(tx, requestId);
  if (open === undefined || now - open.sentAt > aMoment) return false;
  return writeNote(open.note) === writeNote(note);
}

/**
 * Makes a note of a place in line that came up, in a transaction of the caller's: the place taken for
 * it is kept by the note. Only what is between the two, and the number of open notes, stand against it.
 */
export async function openForPlace(
  tx: Tx,
  { writer, mentorId, note, terms }: Opening & { terms: Terms },
  { now, random }: Moment,
): Promise<Sent> {
  const { standing, offer, between } = await standingOf(tx, { writer, mentorId, now });
  const code = refusalForPlace(standing);
  if (code !== null) return { outcome: 'refused', code, ...between };
  const coming: Note = { ...note, times: note.times.filter((time) => time > now) };
  const replyDays = offer?.replyDays ?? 0;
  const requestId = await addRequest(
    tx,
    {
      fromId: writer.id,
      toId: mentorId,
      note: coming,
      terms,
      replyDays,
      isRecommended: false,
      holdsPlace: true,
    },
    { now, random },
  );
  await tellOf(tx, requestId, { now, random });
  return { outcome: 'done', requestId };
}

function tellOf(tx: Tx, requestId: string, { now, random }: Moment): Promise<void> {
  const event: RequestSent = { name: 'RequestSent', requestId };
  return announce(tx, { event, now, random });
}
