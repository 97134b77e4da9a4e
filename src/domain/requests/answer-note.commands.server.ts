/** Answering a note, and taking one back. Each command done again by the same person changes nothing. */
import { addMessage } from '#domain/conversations/conversations.commands.server.ts';
import { takePlace } from '#domain/members/capacity.commands.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { done, refused, type Done, type Refused } from '#lib/outcome.ts';
import { command, type Act } from '#platform/act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { startPairing } from '#domain/pairings/start-pairing.commands.server.ts';
import {
  RequestAccepted,
  RequestAskedFirst,
  RequestDeclined,
  RequestReplied,
} from '#domain/pairings/events.ts';
import { livingBetween } from '#domain/pairings/pairing-store.queries.server.ts';
import { pairKeyOf } from '#domain/pairings/pairing.policy.ts';
import { saveClock, saveEnd } from './request-store.commands.server.ts';
import { requestOf, type StoredRequest } from './request-store.queries.server.ts';
import { couldLearn } from './request-people.queries.server.ts';
import { asked, ended, replied, type MoveRefusal } from './request.ts';
import { letGoBetween, addToWaitingList } from './waiting-place-store.commands.server.ts';

interface Withdrawing {
  actor: Viewer;
  requestId: string;
}

/**
 * The writer takes their note back. Announces nothing.
 *
 * @returns `not_found` where there is no such note, and for everybody but its writer
 */
export const withdrawRequest = command(async (act, { actor, requestId }: Withdrawing) => {
  const before = await requestOf(act.tx, { requestId, memberId: actor.id, side: 'from' });
  if (before === undefined) return refused('not_found');
  if (before.state === 'withdrawn') return done();
  const next = ended(before, { state: 'withdrawn', now: act.now });
  if (next.outcome === 'refused') return next;
  await saveEnd(act, { before, after: next.request, byId: actor.id });
  return done();
});

interface Declining {
  actor: Viewer;
  requestId: string;
  reply: string;
}

/** Says no. The reason is not saved. */
export const declineRequest = command(async (act, { actor, requestId, reply }: Declining) => {
  const before = await requestOf(act.tx, { requestId, memberId: actor.id, side: 'to' });
  if (before === undefined) return refused('not_found');
  if (before.state === 'declined') return done();
  const next = ended(before, { state: 'declined', now: act.now });
  if (next.outcome === 'refused') return next;
  await saveEnd(act, { before, after: next.request, byId: actor.id, reply });
  await act.announce(RequestDeclined, { requestId });
  return done();
});

type Accepted =
  | Done<{ pairingId: string }>
  /** There was no place left: a yes that waits for one. */
  | Done<{ waitingPlaceId: string }>
  | Refused<MoveRefusal | 'not_found' | 'chat_past' | 'paired'>;

interface Accepting {
  actor: Viewer;
  requestId: string;
  /** Epoch milliseconds of the first chat; null where they find a time later. */
  chatAt: number | null;
  reply: string;
}

/** A yes. With a place free it is a pairing, else the writer is first asked when one comes free (fault 12). */
export const acceptRequest = command(async (act, accepting: Accepting): Promise<Accepted> => {
  const { tx, now } = act;
  const { actor, requestId, chatAt } = accepting;
  const before = await requestOf(tx, { requestId, memberId: actor.id, side: 'to' });
  if (before === undefined) return refused('not_found');
  if (before.state === 'accepted') return acceptedBefore(tx, requestId);
  if (chatAt !== null && chatAt <= now) return refused('chat_past');
  const next = ended(before, { state: 'accepted', now });
  if (next.outcome === 'refused') return next;
  if (await livingBetween(tx, pairKeyOf(before.fromId, before.toId))) return refused('paired');
  return sayYes(act, { before, after: { ...before, ...next.request }, accepting });
});

async function acceptedBefore(db: Reader, requestId: string): Promise<Accepted> {
  const pairing = await db
    .selectFrom('pairings')
    .select('id')
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  if (pairing !== undefined) return done({ pairingId: pairing.id });
  const place = await db
    .selectFrom('waiting_places')
    .select('id')
    .where('request_id', '=', requestId)
    .where('promised', '=', 1)
    .executeTakeFirst();
  return place === undefined ? refused('already_accepted') : done({ waitingPlaceId: place.id });
}

interface Yes {
  before: StoredRequest;
  after: StoredRequest;
  accepting: Accepting;
}

async function sayYes(act: Act, yes: Yes): Promise<Accepted> {
  const { before, after, accepting } = yes;
  const { toId, conversationId } = before;
  const { reply, chatAt } = accepting;
  const hasPlace = before.holdsPlace || (await takePlace(act, { memberId: toId }));
  await saveEnd(act, { before, after, byId: toId, reply });
  // The words of a yes are the first of the conversation that goes on.
  if (reply !== '') await addMessage(act, { conversationId, fromId: toId, body: reply });
  return hasPlace ? beginPairing(act, { request: before, chatAt }) : putOnWaitingList(act, before);
}

async function beginPairing(
  act: Act,
  { request, chatAt }: { request: StoredRequest; chatAt: number | null },
): Promise<Accepted> {
  const { id: requestId, fromId, toId, note } = request;
  await letGoBetween(act, { memberId: fromId, otherId: toId });
  const kind = note.isSwap ? 'swap' : 'mentoring';
  const share = await couldLearn(act.tx, { memberId: toId, otherId: fromId });
  const about = { ...request, note: { skills: note.skills, share } };
  const pairingId = await startPairing(act, { request: about, kind, chatAt });
  await act.announce(RequestAccepted, { requestId, pairingId });
  return done({ pairingId });
}

async function putOnWaitingList(act: Act, request: StoredRequest): Promise<Accepted> {
  const { id: requestId, toId: mentorId, fromId: memberId, conversationId, note, terms } = request;
  const promised = { requestId, conversationId };
  const waitingPlaceId = await addToWaitingList(act, { mentorId, memberId, note, terms, promised });
  return done({ waitingPlaceId });
}

interface Saying {
  actor: Viewer;
  requestId: string;
  /** Not empty, as the input parsed them. */
  words: string;
}

/** Asks the writer something before deciding; from then on they may answer (requirement E2). */
export const askFirst = command(async (act, { actor, requestId, words }: Saying) => {
  const before = await requestOf(act.tx, { requestId, memberId: actor.id, side: 'to' });
  if (before === undefined) return refused('not_found');
  const next = asked(before, act.now);
  if (next.outcome === 'refused') return next;
  const request = { ...before, ...next.request };
  await saveClock(act, { request, step: 'asked', byId: actor.id });
  const messageId = await write(act, { request, fromId: actor.id, words });
  await act.announce(RequestAskedFirst, { requestId, messageId });
  return done({ messageId });
});

/** The writer answers the question. */
export const replyToRequest = command(async (act, { actor, requestId, words }: Saying) => {
  const before = await requestOf(act.tx, { requestId, memberId: actor.id, side: 'from' });
  if (before === undefined) return refused('not_found');
  const replyDays = await replyDaysOf(act.tx, before.toId);
  const next = replied(before, { replyDays, now: act.now });
  if (next.outcome === 'refused') return next;
  const request = { ...before, ...next.request };
  await saveClock(act, { request, step: 'replied', byId: actor.id });
  const messageId = await write(act, { request, fromId: actor.id, words });
  await act.announce(RequestReplied, { requestId, messageId });
  return done({ messageId });
});

const write = (
  act: Act,
  { request, fromId, words }: { request: StoredRequest; fromId: string; words: string },
): Promise<string> =>
  addMessage(act, { conversationId: request.conversationId, fromId, body: words });

async function replyDaysOf(db: Reader, memberId: string): Promise<number> {
  const offer = await db
    .selectFrom('offers')
    .select('reply_days')
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  return offer?.reply_days ?? 0;
}
