/** Saving requests with their clock, and a row for each change. */
import {
  closeConversation,
  startConversation,
} from '#domain/conversations/conversations.commands.server.ts';
import type { Terms } from '#domain/members/offer.ts';
import { freePlace } from '#domain/members/capacity.commands.server.ts';
import type { Act, ThingClock } from '#platform/act.server.ts';
import { pairKeyOf } from '#domain/pairings/pairing.policy.ts';
import { writeNote, type Note } from './note.ts';
import { nextDueAt, sentRequest, type Request, type RequestState } from './request.ts';
import type { StoredRequest } from './request-store.queries.server.ts';

/** Runs while the request is open. */
export const requestClock: ThingClock<Request & { id: string }> = {
  kind: 'request-clock',
  idOf: ({ id }) => id,
  dueAt: nextDueAt,
};

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

/**
 * Saves a new request with its conversation and sets its clock. Whether the writer may write is for the
 * caller to decide.
 *
 * @returns the request's id
 */
export async function addRequest(act: Act, asked: NewRequest): Promise<string> {
  const { fromId, toId, note, terms, replyDays, isRecommended, holdsPlace } = asked;
  const conversationId = await startConversation(act, { memberIds: [fromId, toId] });
  const id = act.id();
  const request = sentRequest({ replyDays, holdsPlace, now: act.now });
  await act.tx
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
  await addChange(act, { requestId: id, state: 'open', byId: fromId });
  await act.schedule(requestClock, { id, ...request });
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
  /** Null for what the server did when it was due. */
  byId: string | null;
}

async function addChange(act: Act, { requestId, state, byId }: Change): Promise<void> {
  await act.tx
    .insertInto('request_changes')
    .values({ id: act.id(), request_id: requestId, state, by_id: byId, at: act.now })
    .execute();
}

/** Saves a request that goes on after a question, an answer or a reminder, and sets its clock. */
export async function saveClock(
  act: Act,
  {
    request,
    step,
    byId,
  }: { request: StoredRequest; step: 'asked' | 'replied' | null; byId: string | null },
): Promise<void> {
  await act.tx
    .updateTable('requests')
    .set(columnsOf(request))
    .where('id', '=', request.id)
    .execute();
  if (step !== null) await addChange(act, { requestId: request.id, state: step, byId });
  act.refresh(`request:${request.id}`);
  await act.schedule(requestClock, request);
}

export interface Ending {
  /** As it was, for a place that has to be given back. */
  before: StoredRequest;
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
  act: Act,
  { before, after, byId, reply = '', passedToId }: Ending,
): Promise<void> {
  await act.tx
    .updateTable('requests')
    .set({ ...columnsOf(after), reply, passed_to_id: passedToId ?? null })
    .where('id', '=', before.id)
    .execute();
  await addChange(act, { requestId: before.id, state: after.state, byId });
  await act.cancel(requestClock, before.id);
  act.refresh(`request:${before.id}`);
  if (after.state === 'accepted') return;
  if (before.holdsPlace) await freePlace(act, { memberId: before.toId });
  await closeConversation(act, { conversationId: before.conversationId });
}
