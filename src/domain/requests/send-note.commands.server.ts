/** Writing to somebody: sending a note, and the same words again to somebody else. */
import { second } from '#lib/duration.ts';
import type { Terms } from '#domain/members/offer.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { done, type Done, type Outcome, type Refused, refused } from '#lib/outcome.ts';
import { type Act, command } from '#platform/act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { RequestSent } from '#domain/pairings/events.ts';
import { addRequest, type NewRequest } from './request-store.commands.server.ts';
import { readRequest, requestOf } from './request-store.queries.server.ts';
import { checkNote, writeNote, type Note } from './note.ts';
import { refusalForPlace, type SendRefusal } from './request.policy.ts';
import { stateAt } from './request.ts';
import {
  writingEligibilityOf,
  type ExistingContact,
} from './writing-eligibility.queries.server.ts';

/**
 * A note that was not sent, with what there is between the two already. `full`: every place is taken,
 * the waiting list is open. `note`: it says too little or too much.
 */
export type SendRefused = Refused<SendRefusal | 'full' | 'note'> & ExistingContact;

type Sent = Done<{ requestId: string }> | SendRefused;

interface Sending {
  actor: Viewer;
  mentorId: string;
  note: Note;
}

/** Sends a note. The same note to the same person within seconds is one note (fault 11). */
export const sendRequest = command((act, { actor, mentorId, note }: Sending) =>
  openRequest(act, { writer: actor, mentorId, note }),
);

interface SendingAgain {
  actor: Viewer;
  requestId: string;
  mentorId: string;
}

/**
 * Sends the words of a note that has ended to somebody else. A note is followed up once; the same
 * request to the same person again is answered as before.
 */
export const sendSameNote = command(
  async (
    act,
    { actor, requestId, mentorId }: SendingAgain,
  ): Promise<Sent | Refused<'not_found' | 'still_open' | 'already_sent'>> => {
    const before = await requestOf(act.tx, { requestId, memberId: actor.id, side: 'from' });
    if (before === undefined) return refused('not_found');
    if (stateAt(before, act.now) === 'open') return refused('still_open');
    if (before.nextId !== null) return sentBefore(act.tx, { nextId: before.nextId, mentorId });
    const sent = await openRequest(act, { writer: actor, mentorId, note: before.note });
    if (sent.outcome === 'done') await followUp(act, { requestId, nextId: sent.requestId });
    return sent;
  },
);

async function sentBefore(
  db: Reader,
  { nextId, mentorId }: { nextId: string; mentorId: string },
): Promise<Outcome<{ requestId: string }, 'already_sent'>> {
  const next = await readRequest(db, nextId);
  return next?.toId === mentorId ? done({ requestId: nextId }) : refused('already_sent');
}

/** Saves which note went on with the words of one that ended. */
export async function followUp(
  { tx }: Act,
  { requestId, nextId }: { requestId: string; nextId: string },
): Promise<void> {
  await tx.updateTable('requests').set({ next_id: nextId }).where('id', '=', requestId).execute();
}

interface Opening {
  writer: Viewer;
  mentorId: string;
  note: Note;
  /** Somebody who knows both thought of it. */
  isRecommended?: boolean;
}

/** Sends a note, if the writer may write to the mentor now. */
export async function openRequest(
  act: Act,
  { writer, mentorId, note, isRecommended = false }: Opening,
): Promise<Sent> {
  if (checkNote(note).length > 0) return refused('note');
  const { tx, now } = act;
  const coming = withoutPast(note, now);
  const { code, offer, between } = await writingEligibilityOf(tx, { writer, mentorId, now });
  if (code === 'one_open' && (await isSameAgain(tx, { ...between, note: coming, now })))
    return done({ requestId: between.requestId ?? '' });
  if (code !== null || offer === undefined)
    return { ...refused(code ?? 'not_available'), ...between };
  if (offer.isFull) return refused('full');
  const { terms, replyDays } = offer;
  const people = { fromId: writer.id, toId: mentorId };
  const asked = { ...people, note: coming, terms, replyDays, isRecommended, holdsPlace: false };
  return done({ requestId: await addAndAnnounce(act, asked) });
}

const withoutPast = (note: Note, now: number): Note => ({
  ...note,
  times: note.times.filter((time) => time > now),
});

const aMoment = 10 * second;

/** A double click or a retry: the very same words to the same person a moment ago. */
async function isSameAgain(
  db: Reader,
  { requestId = '', note, now }: { requestId?: string; note: Note; now: number },
): Promise<boolean> {
  const open = await readRequest(db, requestId);
  if (open === undefined || now - open.sentAt > aMoment) return false;
  return writeNote(open.note) === writeNote(note);
}

/**
 * Makes a note of an entry of the waiting list whose place came free: the place taken for it is kept by
 * the note. Only what is between the two, and the number of open notes, stand against it.
 */
export async function openForPlace(
  act: Act,
  { writer, mentorId, note, terms }: Omit<Opening, 'isRecommended'> & { terms: Terms },
): Promise<Sent> {
  const { now } = act;
  const { standing, offer, between } = await writingEligibilityOf(act.tx, {
    writer,
    mentorId,
    now,
  });
  const code = refusalForPlace(standing);
  if (code !== null) return { ...refused(code), ...between };
  const people = { fromId: writer.id, toId: mentorId };
  const asked = { note: withoutPast(note, now), terms, replyDays: offer?.replyDays ?? 0 };
  const from = { isRecommended: false, holdsPlace: true };
  return done({ requestId: await addAndAnnounce(act, { ...people, ...asked, ...from }) });
}

async function addAndAnnounce(act: Act, asked: NewRequest): Promise<string> {
  const requestId = await addRequest(act, asked);
  await act.announce(RequestSent, { requestId });
  return requestId;
}
