/** Saving a request, with a row for each change and the one clock it has. */
import { makeId } from '#lib/ids.ts';
import type { Random } from '#lib/random.ts';
import { closeConversation, startConversation } from '#domain/conversations/commands.server.ts';
import type { Terms } from '#domain/members/offers/offer.ts';
import { freePlace } from '#domain/members/offers/places/commands.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { letSleep, wakeAt } from '#platform/jobs.server.ts';
import { publish } from '#platform/live.server.ts';
import { pairKeyOf } from '../../policy.ts';
import { writeNote, type Note } from '../note.ts';
import { nextRequestStep, sentRequest, type Request, type RequestState } from '../request.ts';
import type { KeptRequest } from './queries.server.ts';

export const requestClockKind = 'request-clock';

/** When something happens, and where its identifiers come from. */
export interface Moment {
  /** Epoch milliseconds. */
  now: number;
  random: Random;
}

export interface NewRequest {
  fromId: string;
  toId: string;
  note: Note;
  /** The mentor's terms as they are now; the request keeps them. */
  terms: Terms;
  replyDays: number;
  isRecommended: boolean;
  /** A place was taken for it already. */
  holdsPlace: boolean;
}

/** Writes a new request with its conversation and winds its clock. Asks nothing; see sending. */
export async function addRequest(
  tx: Tx,
  asked: NewRequest,
  { now, random }: Moment,
): Promise<string> {
  const { fromId, toId, note, terms, replyDays, isRecommended, holdsPlace } = asked;
  const conversationId = await startConversation(tx, { memberIds: [fromId, toId], now, random });
  const id = makeId(now, random);
  const request = sentRequest({ replyDays, holdsPlace, now });
  await tx
    .insertInto('requests')
    .values({
      id,
      from_id: fromId,
      to_id: toId,
      pair_key: pairKeyOf(fromId, toId),
      note: writeNote(note),
      terms: JSON.stringify(terms),
      recommended: isRecommended ? 1 : 0,
      conversation_id: conversationId,
      ...columnsOf(request),
    })
    .execute();
  await addChange(tx, { requestId: id, state: 'open', byId: fromId }, { now, random });
  await windRequestClock(tx, { id, ...request }, { now, random });
  return id;
}

const columnsOf = (request: Request) => ({
  state: request.state,
  holds_place: request.holdsPlace ? (1 as const) : (0 as const),
  sent_at: request.sentAt,
  remind_at: request.remindAt,
  reminded_at: request.remindedAt,
  due_at: request.dueAt,
  latest_at: request.latestAt,
  ended_at: request.endedAt,
});

interface Change {
  requestId: string;
  /** A state, or a step of the exchange before it. */
  state: RequestState | 'asked' | 'replied';
  /** Null for what time did by itself. */
  byId: string | null;
}

async function addChange(
  tx: Tx,
  { requestId, state, byId }: Change,
  { now, random }: Moment,
): Promise<void> {
  await tx
    .insertInto('request_changes')
    .values({ id: makeId(now, random), request_id: requestId, state, by_id: byId, at: now })
    .execute();
}

/** Winds the clock of a request for the next thing time does to it, or lets it sleep. */
export async function windRequestClock(
  tx: Tx,
  request: Request & { id: string },
  { now, random }: Moment,
): Promise<void> {
  const next = nextRequestStep(request, now);
  const dueAt = next.step === 'rest' ? next.wakeAt : now;
  const clock = { kind: requestClockKind, key: request.id };
  if (dueAt === null) return letSleep(tx, { ...clock, now });
  await wakeAt(tx, { ...clock, payload: { requestId: request.id }, dueAt, now, random });
}

/** Saves a request that goes on: a question, an answer or a reminder moved its clock. */
export async function saveClock(
  tx: Tx,
  {
    request,
    step,
    byId,
  }: { request: KeptRequest; step: 'asked' | 'replied' | null; byId: string | null },
  moment: Moment,
): Promise<void> {
  await tx.updateTable('requests').set(columnsOf(request)).where('id', '=', request.id).execute();
  if (step !== null) await addChange(tx, { requestId: request.id, state: step, byId }, moment);
  tellPages(tx, request.id);
  await windRequestClock(tx, request, moment);
}

/** Open pages of the two look again. */
const tellPages = (tx: Tx, requestId: string): void => publish(tx, `request:${requestId}`);

export interface Ending {
  /** As it was, for a place that has to be given back. */
  before: KeptRequest;
  /** As it is from now on. */
  after: Request;
  byId: string | null;
  reply?: string;
  passedToId?: string;
}

/**
 * Saves the end of a request. Unless it was a yes, the place kept for it is given back and its
 * conversation closes.
 */
export async function saveEnd(
  tx: Tx,
  { before, after, byId, reply = '', passedToId }: Ending,
  { now, random }: Moment,
): Promise<void> {
  await tx
    .updateTable('requests')
    .set({ ...columnsOf(after), reply, passed_to_id: passedToId ?? null })
    .where('id', '=', before.id)
    .execute();
  await addChange(tx, { requestId: before.id, state: after.state, byId }, { now, random });
  await letSleep(tx, { kind: requestClockKind, key: before.id, now });
  tellPages(tx, before.id);
  if (after.state === 'accepted') return;
  if (before.holdsPlace) await freePlace(tx, { memberId: before.toId, now, random });
  await closeConversation(tx, { conversationId: before.conversationId, now });
}
