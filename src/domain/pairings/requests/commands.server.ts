/** Answering a note, and taking one back. Each verb done again by the same person changes nothing. */
import { addMessage } from '#domain/conversations/commands.server.ts';
import { takePlace } from '#domain/members/offers/places/commands.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce } from '#platform/jobs.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { startPairing } from '../commands.server.ts';
import type {
  RequestAccepted,
  RequestAskedFirst,
  RequestDeclined,
  RequestReplied,
} from '../events.ts';
import { livingBetween } from '../keeping/queries.server.ts';
import { pairKeyOf } from '../policy.ts';
import { saveClock, saveEnd, type Moment } from './keeping/commands.server.ts';
import { requestOf, type KeptRequest } from './keeping/queries.server.ts';
import { couldLearn } from './people/queries.server.ts';
import { asked, ended, replied, type MoveRefusal } from './request.ts';
import { letGoBetween, standInLine } from './waiting/keeping/commands.server.ts';

type Room = Pick<Runtime, 'db' | 'clock' | 'random'>;

/** `not_found`: no such note for this person, which is the same answer for both. */
export interface RequestRefused {
  outcome: 'refused';
  code: MoveRefusal | 'not_found';
}

export type Ended = { outcome: 'done' } | RequestRefused;

/** The writer takes their note back. Announces nothing. */
export function withdrawRequest(
  { db, clock, random }: Room,
  { actor, requestId }: { actor: Viewer; requestId: string },
): Promise<Ended> {
  const now = clock.now();
  return db.transact(async (tx): Promise<Ended> => {
    const before = await requestOf(tx, { requestId, memberId: actor.id, side: 'from' });
    if (before === undefined) return { outcome: 'refused', code: 'not_found' };
    if (before.state === 'withdrawn') return { outcome: 'done' };
    const moved = ended(before, { state: 'withdrawn', now });
    if (moved.outcome === 'refused') return moved;
    await saveEnd(tx, { before, after: moved.request, byId: actor.id }, { now, random });
    return { outcome: 'done' };
  });
}

/** A kind no. Why is not kept. */
export function declineRequest(
  { db, clock, random }: Room,
  { actor, requestId, reply }: { actor: Viewer; requestId: string; reply: string },
): Promise<Ended> {
  const now = clock.now();
  return db.transact(async (tx): Promise<Ended> => {
    const before = await requestOf(tx, { requestId, memberId: actor.id, side: 'to' });
    if (before === undefined) return { outcome: 'refused', code: 'not_found' };
    if (before.state === 'declined') return { outcome: 'done' };
    const moved = ended(before, { state: 'declined', now });
    if (moved.outcome === 'refused') return moved;
    await saveEnd(tx, { before, after: moved.request, byId: actor.id, reply }, { now, random });
    const event: RequestDeclined = { name: 'RequestDeclined', requestId };
    await announce(tx, { event, now, random });
    return { outcome: 'done' };
  });
}

export type Accepted =
  | { outcome: 'done'; pairingId: string }
  /** There was no place left: a yes that waits for one. */
  | { outcome: 'done'; waitingPlaceId: string }
  | RequestRefused
  | { outcome: 'refused'; code: 'chat_past' | 'paired' };

export interface Accepting {
  actor: Viewer;
  requestId: string;
  /** Epoch milliseconds of the first chat; null where they find a time later. */
  chatAt: number | null;
  reply: string;
}

/** A yes. With a place free it is a pairing, else the writer is first asked when one comes free (fault 12). */
export function acceptRequest(
  { db, clock, random }: Room,
  accepting: Accepting,
): Promise<Accepted> {
  const now = clock.now();
  const { actor, requestId, chatAt } = accepting;
  return db.transact(async (tx): Promise<Accepted> => {
    const before = await requestOf(tx, { requestId, memberId: actor.id, side: 'to' });
    if (before === undefined) return { outcome: 'refused', code: 'not_found' };
    if (before.state === 'accepted') return acceptedBefore(tx, requestId);
    if (chatAt !== null && chatAt <= now) return { outcome: 'refused', code: 'chat_past' };
    const moved = ended(before, { state: 'accepted', now });
    if (moved.outcome === 'refused') return moved;
    if (await livingBetween(tx, pairKeyOf(before.fromId, before.toId)))
      return { outcome: 'refused', code: 'paired' };
    const after = { ...before, ...moved.request };
    return sayYes(tx, { before, after, accepting }, { now, random });
  });
}

async function acceptedBefore(tx: Tx, requestId: string): Promise<Accepted> {
  const pairing = await tx
    .selectFrom('pairings')
    .select('id')
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  if (pairing !== undefined) return { outcome: 'done', pairingId: pairing.id };
  const place = await tx
    .selectFrom('waiting_places')
    .select('id')
    .where('request_id', '=', requestId)
    .where('promised', '=', 1)
    .executeTakeFirst();
  if (place !== undefined) return { outcome: 'done', waitingPlaceId: place.id };
  return { outcome: 'refused', code: 'already_accepted' };
}

interface Yes {
  before: KeptRequest;
  after: KeptRequest;
  accepting: Accepting;
}

async function sayYes(tx: Tx, yes: Yes, moment: Moment): Promise<Accepted> {
  const { before, after, accepting } = yes;
  const { toId } = before;
  const { reply } = accepting;
  const hasPlace = before.holdsPlace || (await takePlace(tx, { memberId: toId, ...moment }));
  await saveEnd(tx, { before, after, byId: toId, reply }, moment);
  await addReply(tx, { request: before, reply }, moment);
  return hasPlace ? beginPairing(tx, yes, moment) : putInLine(tx, before, moment);
}

/** The words of a yes are the first of the conversation that goes on. */
async function addReply(
  tx: Tx,
  { request, reply }: { request: KeptRequest; reply: string },
  moment: Moment,
): Promise<void> {
  if (reply === '') return;
  const { conversationId, toId: fromId } = request;
  await addMessage(tx, { conversationId, fromId, body: reply, ...moment });
}

async function beginPairing(
  tx: Tx,
  { before: request, accepting: { chatAt } }: Yes,
  { now, random }: Moment,
): Promise<Accepted> {
  await letGoBetween(tx, { memberId: request.fromId, otherId: request.toId }, { now, random });
  const kind = request.note.isSwap ? 'swap' : 'mentoring';
  const share = await couldLearn(tx, { memberId: request.toId, otherId: request.fromId });
  const about = { ...request, note: { skills: request.note.skills, share } };
  const pairingId = await startPairing(tx, { request: about, kind, chatAt, now, random });
  const event: RequestAccepted = { name: 'RequestAccepted', requestId: request.id, pairingId };
  await announce(tx, { event, now, random });
  return { outcome: 'done', pairingId };
}

async function putInLine(tx: Tx, request: KeptRequest, moment: Moment): Promise<Accepted> {
  const { id: requestId, toId: mentorId, fromId: memberId, conversationId, note, terms } = request;
  const promised = { requestId, conversationId };
  const standing = { mentorId, memberId, note, terms, promised };
  return { outcome: 'done', waitingPlaceId: await standInLine(tx, standing, moment) };
}

export type Said =
  { outcome: 'done'; messageId: string } | { outcome: 'refused'; code: MoveRefusal | 'not_found' };

export interface Saying {
  actor: Viewer;
  requestId: string;
  /** Not empty, as the input parsed them. */
  words: string;
}

/** Asks the writer something before deciding; from then on they may answer (requirement E2). */
export function askFirst({ db, clock, random }: Room, saying: Saying): Promise<Said> {
  const now = clock.now();
  const { actor, requestId, words } = saying;
  return db.transact(async (tx): Promise<Said> => {
    const before = await requestOf(tx, { requestId, memberId: actor.id, side: 'to' });
    if (before === undefined) return { outcome: 'refused', code: 'not_found' };
    const moved = asked(before, now);
    if (moved.outcome === 'refused') return moved;
    const request = { ...before, ...moved.request };
    await saveClock(tx, { request, step: 'asked', byId: actor.id }, { now, random });
    const messageId = await write(tx, { request, fromId: actor.id, words }, { now, random });
    const event: RequestAskedFirst = { name: 'RequestAskedFirst', requestId, messageId };
    await announce(tx, { event, now, random });
    return { outcome: 'done', messageId };
  });
}

/** The writer answers the question. */
export function replyToRequest({ db, clock, random }: Room, saying: Saying): Promise<Said> {
  const now = clock.now();
  const { actor, requestId, words } = saying;
  return db.transact(async (tx): Promise<Said> => {
    const before = await requestOf(tx, { requestId, memberId: actor.id, side: 'from' });
    if (before === undefined) return { outcome: 'refused', code: 'not_found' };
    const replyDays = await replyDaysOf(tx, before.toId);
    const moved = replied(before, { replyDays, now });
    if (moved.outcome === 'refused') return moved;
    const request = { ...before, ...moved.request };
    await saveClock(tx, { request, step: 'replied', byId: actor.id }, { now, random });
    const messageId = await write(tx, { request, fromId: actor.id, words }, { now, random });
    const event: RequestReplied = { name: 'RequestReplied', requestId, messageId };
    await announce(tx, { event, now, random });
    return { outcome: 'done', messageId };
  });
}

function write(
  tx: Tx,
  { request, fromId, words }: { request: KeptRequest; fromId: string; words: string },
  moment: Moment,
): Promise<string> {
  const { conversationId } = request;
  return addMessage(tx, { conversationId, fromId, body: words, ...moment });
}

async function replyDaysOf(tx: Tx, memberId: string): Promise<number> {
  const offer = await tx
    .selectFrom('offers')
    .select('reply_days')
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  return offer?.reply_days ?? 0;
}
