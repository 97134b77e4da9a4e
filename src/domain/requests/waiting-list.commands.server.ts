/** The waiting list of a mentor who is full: joining, leaving, and answering the offer of a place. */
import { areApart } from '#domain/members/blocks.queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { done, refused, type Done, type Refused } from '#lib/outcome.ts';
import { command, type Act } from '#platform/act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { startPairing } from '#domain/pairings/start-pairing.commands.server.ts';
import { RequestAccepted } from '#domain/pairings/events.ts';
import { livingBetween } from '#domain/pairings/pairing-store.queries.server.ts';
import { pairKeyOf } from '#domain/pairings/pairing.policy.ts';
import { checkNote, type Note } from './note.ts';
import { couldLearn } from './request-people.queries.server.ts';
import type { SendRefusal } from './request.policy.ts';
import { openForPlace, type SendRefused } from './send-note.commands.server.ts';
import {
  writingEligibilityOf,
  type ExistingContact,
} from './writing-eligibility.queries.server.ts';
import { letPlaceGo, savePlace, addToWaitingList } from './waiting-place-store.commands.server.ts';
import { readPlace, type StoredWaitingPlace } from './waiting-place-store.queries.server.ts';
import { taken, type PlaceRefusal } from './waiting-place.ts';

interface Joining {
  actor: Viewer;
  mentorId: string;
  note: Note;
}

type Joined =
  | Done<{ waitingPlaceId: string }>
  /** `room`: a place came free meanwhile, so the note can be sent. */
  | (Refused<SendRefusal | 'room' | 'note'> & ExistingContact);

/** Puts a note on the waiting list. Asked twice it is there once, with the words of the first time. */
export const joinWaitingList = command(
  async (act, { actor, mentorId, note }: Joining): Promise<Joined> => {
    if (checkNote(note).length > 0) return refused('note');
    const asking = { writer: actor, mentorId, now: act.now };
    const { code, offer, between } = await writingEligibilityOf(act.tx, asking);
    const { waitingPlaceId } = between;
    if (code === 'in_line' && waitingPlaceId !== undefined) return done({ waitingPlaceId });
    if (code !== null || offer === undefined)
      return { ...refused(code ?? 'not_available'), ...between };
    if (!offer.isFull) return refused('room');
    const standing = { mentorId, memberId: actor.id, note, terms: offer.terms, promised: null };
    return done({ waitingPlaceId: await addToWaitingList(act, standing) });
  },
);

type PlaceAnswered =
  /** A pairing at once where the mentor had said yes, else a note that holds the place; nothing for a no. */
  | Done<{ pairingId: string | null; requestId: string | null }>
  | SendRefused
  | Refused<PlaceRefusal | 'not_found'>;

const nothing = { pairingId: null, requestId: null };

interface PlaceAnswer {
  actor: Viewer;
  waitingPlaceId: string;
  isYes: boolean;
}

/** Answers the offer of a place within its three days. The same answer twice is one answer. */
export const answerPlaceOffer = command(
  async (act, { actor, waitingPlaceId, isYes }: PlaceAnswer): Promise<PlaceAnswered> => {
    const place = await placeOf(act.tx, { waitingPlaceId, memberId: actor.id });
    if (place === undefined) return refused('not_found');
    if (isYes && place.state === 'taken') return takenBefore(act.tx, place);
    const next = taken(place, act.now);
    if (next.outcome === 'refused')
      // A no to what is over already has nothing left to do.
      return !isYes && next.code === 'already_let_go' ? done(nothing) : next;
    if (isYes) return takeUp(act, { actor, place: { ...place, ...next.place } });
    await letPlaceGo(act, place);
    return done(nothing);
  },
);

/** An entry for the one who waits; not there for others, nor once they and the mentor are apart. */
async function placeOf(
  db: Reader,
  { waitingPlaceId, memberId }: { waitingPlaceId: string; memberId: string },
): Promise<StoredWaitingPlace | undefined> {
  const place = await readPlace(db, waitingPlaceId);
  if (place?.memberId !== memberId) return undefined;
  const isApart = await areApart(db, { memberId, otherId: place.mentorId });
  return isApart ? undefined : place;
}

async function takenBefore(
  db: Reader,
  { isPromised, requestId }: StoredWaitingPlace,
): Promise<PlaceAnswered> {
  if (!isPromised || requestId === null) return done({ pairingId: null, requestId });
  const pairing = await db
    .selectFrom('pairings')
    .select('id')
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return done({ pairingId: pairing?.id ?? null, requestId: null });
}

const takeUp = (
  act: Act,
  { actor, place }: { actor: Viewer; place: StoredWaitingPlace },
): Promise<PlaceAnswered> =>
  place.isPromised ? beginPairing(act, place) : sendNote(act, { actor, place });

async function beginPairing(act: Act, place: StoredWaitingPlace): Promise<PlaceAnswered> {
  const { requestId, conversationId, mentorId, memberId, note, terms } = place;
  if (await livingBetween(act.tx, pairKeyOf(mentorId, memberId))) return refused('paired');
  await savePlace(act, { place });
  const share = await couldLearn(act.tx, { memberId: mentorId, otherId: memberId });
  const about = { skills: note.skills, share };
  const people = { fromId: memberId, toId: mentorId };
  const pairingId = await startPairing(act, {
    request: { id: requestId, ...people, conversationId, note: about, terms },
    kind: note.isSwap ? 'swap' : 'mentoring',
    chatAt: null,
  });
  await act.announce(RequestAccepted, { requestId: requestId ?? '', pairingId });
  return done({ pairingId, requestId: null });
}

async function sendNote(
  act: Act,
  { actor, place }: { actor: Viewer; place: StoredWaitingPlace },
): Promise<PlaceAnswered> {
  const { mentorId, note, terms } = place;
  const sent = await openForPlace(act, { writer: actor, mentorId, note, terms });
  if (sent.outcome === 'refused') return sent;
  await savePlace(act, { place, requestId: sent.requestId });
  return done({ pairingId: null, requestId: sent.requestId });
}

interface LeavingList {
  actor: Viewer;
  waitingPlaceId: string;
}

/** Leaves the waiting list; nobody is told. */
export const leaveWaitingList = command(async (act, { actor, waitingPlaceId }: LeavingList) => {
  const place = await placeOf(act.tx, { waitingPlaceId, memberId: actor.id });
  if (place === undefined) return refused('not_found');
  if (place.state === 'taken') return refused('already_taken');
  await letPlaceGo(act, place);
  return done();
});
