/** The waiting list of somebody who is full: joining, leaving, and what to do with a place that came free. */
import { areApart } from '#domain/members/blocks/queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce } from '#platform/jobs.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { startPairing } from '../../commands.server.ts';
import type { RequestAccepted } from '../../events.ts';
import { livingBetween } from '../../keeping/queries.server.ts';
import { pairKeyOf } from '../../policy.ts';
import type { Moment } from '../keeping/commands.server.ts';
import { checkNote, type Note } from '../note.ts';
import { couldLearn } from '../people/queries.server.ts';
import type { SendRefusal } from '../policy.ts';
import { openForPlace, type SendRefused } from '../sending/commands.server.ts';
import { standingOf } from '../sending/queries.server.ts';
import { letPlaceGo, savePlace, standInLine } from './keeping/commands.server.ts';
import { readPlace, type KeptPlace } from './keeping/queries.server.ts';
import { taken, type PlaceRefusal } from './place.ts';

type Room = Pick<Runtime, 'db' | 'clock' | 'random'>;

export type Joined =
  | { outcome: 'done'; waitingPlaceId: string }
  /** `room`: a place came free meanwhile, so the note can be sent. */
  | (Omit<SendRefused, 'code'> & { code: SendRefusal | 'room' | 'note' });

/** Puts a note on the waiting list. Asked twice it is there once, with the words of the first time. */
export function joinWaitingList(
  { db, clock, random }: Room,
  { actor, mentorId, note }: { actor: Viewer; mentorId: string; note: Note },
): Promise<Joined> {
  const now = clock.now();
  return db.transact(async (tx): Promise<Joined> => {
    if (checkNote(note).length > 0) return { outcome: 'refused', code: 'note' };
    const { code, offer, between } = await standingOf(tx, { writer: actor, mentorId, now });
    const { waitingPlaceId } = between;
    if (code === 'in_line' && waitingPlaceId !== undefined)
      return { outcome: 'done', waitingPlaceId };
    if (code !== null || offer === undefined)
      return { outcome: 'refused', code: code ?? 'not_available', ...between };
    if (!offer.isFull) return { outcome: 'refused', code: 'room' };
    const { terms } = offer;
    const standing = { mentorId, memberId: actor.id, note, terms, promised: null };
    return { outcome: 'done', waitingPlaceId: await standInLine(tx, standing, { now, random }) };
  });
}

export type PlaceAnswered =
  /** A pairing at once where the mentor had said yes, else a note that holds the place; nothing for a no. */
  | { outcome: 'done'; pairingId: string | null; requestId: string | null }
  | SendRefused
  | { outcome: 'refused'; code: PlaceRefusal | 'not_found' };

export interface PlaceAnswer {
  actor: Viewer;
  waitingPlaceId: string;
  isYes: boolean;
}

/** Answers the offer of a place within its three days. The same answer twice is one answer. */
export function answerPlaceOffer(
  { db, clock, random }: Room,
  { actor, waitingPlaceId, isYes }: PlaceAnswer,
): Promise<PlaceAnswered> {
  const now = clock.now();
  return db.transact(async (tx): Promise<PlaceAnswered> => {
    const place = await placeOf(tx, { waitingPlaceId, memberId: actor.id });
    if (place === undefined) return { outcome: 'refused', code: 'not_found' };
    if (isYes && place.state === 'taken') return takenBefore(tx, place);
    const moved = taken(place, now);
    if (moved.outcome === 'refused') return againstAnswer(moved.code, isYes);
    if (isYes) return takeUp(tx, { actor, place: { ...place, ...moved.place } }, { now, random });
    await letPlaceGo(tx, place, { now, random });
    return { outcome: 'done', pairingId: null, requestId: null };
  });
}

/** A no to what is over already has nothing left to do. */
function againstAnswer(code: PlaceRefusal, isYes: boolean): PlaceAnswered {
  if (!isYes && code === 'already_let_go')
    return { outcome: 'done', pairingId: null, requestId: null };
  return { outcome: 'refused', code };
}

/** A place in line for the one who stands there; not there for others, nor once they are apart. */
async function placeOf(
  tx: Tx,
  { waitingPlaceId, memberId }: { waitingPlaceId: string; memberId: string },
): Promise<KeptPlace | undefined> {
  const place = await readPlace(tx, waitingPlaceId);
  if (place?.memberId !== memberId) return undefined;
  const isApart = await areApart(tx, { memberId, otherId: place.mentorId });
  return isApart ? undefined : place;
}

async function takenBefore(tx: Tx, { isPromised, requestId }: KeptPlace): Promise<PlaceAnswered> {
  if (!isPromised || requestId === null) return { outcome: 'done', pairingId: null, requestId };
  const pairing = await tx
    .selectFrom('pairings')
    .select('id')
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return { outcome: 'done', pairingId: pairing?.id ?? null, requestId: null };
}

async function takeUp(
  tx: Tx,
  { actor, place }: { actor: Viewer; place: KeptPlace },
  moment: Moment,
): Promise<PlaceAnswered> {
  return place.isPromised
    ? beginPairing(tx, place, moment)
    : sendNote(tx, { actor, place }, moment);
}

async function beginPairing(
  tx: Tx,
  place: KeptPlace,
  { now, random }: Moment,
): Promise<PlaceAnswered> {
  const { requestId, conversationId, mentorId, memberId, note, terms } = place;
  if (await livingBetween(tx, pairKeyOf(mentorId, memberId)))
    return { outcome: 'refused', code: 'paired' };
  await savePlace(tx, { place }, { now, random });
  const share = await couldLearn(tx, { memberId: mentorId, otherId: memberId });
  const about = { skills: note.skills, share };
  const pairingId = await startPairing(tx, {
    request: {
      id: requestId,
      fromId: memberId,
      toId: mentorId,
      conversationId,
      note: about,
      terms,
    },
    kind: note.isSwap ? 'swap' : 'mentoring',
    chatAt: null,
    now,
    random,
  });
  const event: RequestAccepted = { name: 'RequestAccepted', requestId: requestId ?? '', pairingId };
  await announce(tx, { event, now, random });
  return { outcome: 'done', pairingId, requestId: null };
}

async function sendNote(
  tx: Tx,
  { actor, place }: { actor: Viewer; place: KeptPlace },
  moment: Moment,
): Promise<PlaceAnswered> {
  const { mentorId, note, terms } = place;
  const sent = await openForPlace(tx, { writer: actor, mentorId, note, terms }, moment);
  if (sent.outcome === 'refused') return sent;
  await savePlace(tx, { place, requestId: sent.requestId }, moment);
  return { outcome: 'done', pairingId: null, requestId: sent.requestId };
}

export type Left =
  { outcome: 'done' } | { outcome: 'refused'; code: 'not_found' | 'already_taken' };

/** Leaves the line; nobody is told. */
export function leaveWaitingList(
  { db, clock, random }: Room,
  { actor, waitingPlaceId }: { actor: Viewer; waitingPlaceId: string },
): Promise<Left> {
  const now = clock.now();
  return db.transact(async (tx): Promise<Left> => {
    const place = await placeOf(tx, { waitingPlaceId, memberId: actor.id });
    if (place === undefined) return { outcome: 'refused', code: 'not_found' };
    if (place.state === 'taken') return { outcome: 'refused', code: 'already_taken' };
    await letPlaceGo(tx, place, { now, random });
    return { outcome: 'done' };
  });
}
