/** Notes as the two people they are between see them. */
import { apartFrom } from '#domain/members/blocks.queries.server.ts';
import type { Terms } from '#domain/members/offer.ts';
import { day } from '#lib/duration.ts';
import { isId } from '#lib/ids.ts';
import type { Reader } from '#platform/db/database.server.ts';
import {
  readRequest,
  requestFrom,
  selectRequests,
  type StoredRequest,
} from './request-store.queries.server.ts';
import type { RequestSummary } from './request-summary.ts';
import { peopleFor } from './request-people.queries.server.ts';
import { stateAt } from './request.ts';
import { waitingLines, type WaitingLine } from './waiting-list.queries.server.ts';

export interface RequestMessage {
  readonly id: string;
  readonly fromId: string;
  /** Markdown; '' for one that was removed. */
  readonly body: string;
  readonly writtenAt: number;
}

export interface RequestPage extends RequestSummary {
  readonly terms: Terms;
  /** It came from the waiting list: a place is kept for it. */
  readonly holdsPlace: boolean;
  /** When the reminder goes or went; null where none will. */
  readonly remindAt: number | null;
  readonly remindedAt: number | null;
  readonly latestAt: number;
  /** The words that came with the answer. */
  readonly reply: string;
  readonly passAnswer: '' | 'yes' | 'no';
  /** The exchange before the answer, oldest first. */
  readonly messages: readonly RequestMessage[];
  readonly mayWrite: boolean;
  readonly pairingId: string | null;
  /** The entry of the waiting list after a yes that found no free place. */
  readonly waitingPlaceId: string | null;
  /** The note that went to somebody else with the same words. */
  readonly nextId: string | null;
}

export interface Notes {
  /** Open ones somebody wrote to the viewer, the longest waiting first. */
  readonly toYou: readonly RequestSummary[];
  /** The viewer's own: open, or ended in the last 30 days and not followed up yet. Newest first. */
  readonly fromYou: readonly RequestSummary[];
  readonly waiting: readonly WaitingLine[];
}

interface RequestsQuery {
  viewerId: string;
  now: number;
}

/**
 * A note for one of the two it is between; undefined for everybody else, as if it weren't there
 * (requirement C2). Once one of them blocked the other only what became a pairing stays readable.
 */
export async function findRequest(
  db: Reader,
  { requestId, viewerId, now }: RequestsQuery & { requestId: string },
): Promise<RequestPage | undefined> {
  const request = await readRequest(db, requestId);
  if (request === undefined || !isBetween(request, viewerId)) return undefined;
  const apart = await apartFrom(db, viewerId);
  const otherId = otherOf(request, viewerId);
  if (apart.has(otherId) && request.state !== 'accepted') return undefined;
  const [line] = await linesOf(db, { requests: [request], viewerId, apart, now });
  if (line === undefined) return undefined;
  const isReminderAhead = request.remindAt < request.dueAt;
  return {
    ...line,
    terms: request.terms,
    holdsPlace: request.holdsPlace,
    remindAt: request.remindedAt ?? (isReminderAhead ? request.remindAt : null),
    remindedAt: request.remindedAt,
    latestAt: request.latestAt,
    reply: request.reply,
    passAnswer: request.passAnswer,
    messages: await messagesOf(db, request),
    mayWrite: line.state === 'open' && (line.side === 'to' || request.isAsked),
    ...(await outcomeOf(db, request)),
    nextId: request.nextId,
  };
}

const isBetween = ({ fromId, toId }: StoredRequest, memberId: string): boolean =>
  memberId === fromId || memberId === toId;

const otherOf = ({ fromId, toId }: StoredRequest, memberId: string): string =>
  memberId === fromId ? toId : fromId;

/** What was said before the answer; the words of a yes, which open the pairing's talk, are its reply. */
async function messagesOf(db: Reader, request: StoredRequest): Promise<RequestMessage[]> {
  const { conversationId, endedAt, state, toId, reply } = request;
  const rows = await db
    .selectFrom('messages')
    .select(['id', 'from_id', 'body', 'written_at', 'removed_at'])
    .where('conversation_id', '=', conversationId)
    .$if(endedAt !== null, (query) => query.where('written_at', '<=', endedAt ?? 0))
    .orderBy('written_at')
    .orderBy('id')
    .execute();
  const isTheYes = (row: (typeof rows)[number]) =>
    state === 'accepted' &&
    row.written_at === endedAt &&
    row.from_id === toId &&
    row.body === reply;
  return rows
    .filter((row) => !isTheYes(row))
    .map((row) => ({
      id: row.id,
      fromId: row.from_id,
      body: row.removed_at === null ? row.body : '',
      writtenAt: row.written_at,
    }));
}

/** What a yes led to. */
async function outcomeOf(
  db: Reader,
  { id, state }: StoredRequest,
): Promise<Pick<RequestPage, 'pairingId' | 'waitingPlaceId'>> {
  if (state !== 'accepted') return { pairingId: null, waitingPlaceId: null };
  const pairing = await db
    .selectFrom('pairings')
    .select('id')
    .where('request_id', '=', id)
    .executeTakeFirst();
  const place = await db
    .selectFrom('waiting_places')
    .select('id')
    .where('request_id', '=', id)
    .where('promised', '=', 1)
    .executeTakeFirst();
  return { pairingId: pairing?.id ?? null, waitingPlaceId: place?.id ?? null };
}

const shownFor = 30 * day;

/** What "Your pairings" shows of notes. */
export async function notesOf(db: Reader, { viewerId, now }: RequestsQuery): Promise<Notes> {
  if (!isId(viewerId)) return { toYou: [], fromYou: [], waiting: [] };
  const apart = await apartFrom(db, viewerId);
  const received = await selectRequests(db)
    .where('to_id', '=', viewerId)
    .where('state', '=', 'open')
    .where('due_at', '>', now)
    .orderBy('sent_at')
    .orderBy('id')
    .execute();
  const written = await selectRequests(db)
    .where('from_id', '=', viewerId)
    .where((eb) =>
      eb.or([
        eb('state', '=', 'open'),
        eb.and([
          eb('state', 'in', ['declined', 'expired', 'passed_on']),
          eb('ended_at', '>', now - shownFor),
          eb('next_id', 'is', null),
        ]),
      ]),
    )
    .orderBy('sent_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const lines = (rows: typeof written) =>
    linesOf(db, { requests: rows.map(requestFrom), viewerId, apart, now }).then((all) =>
      all.filter(({ other }) => !apart.has(other.id)),
    );
  return {
    toYou: await lines(received),
    fromYou: await lines(written),
    waiting: await waitingLines(db, { viewerId, apart, now }),
  };
}

async function linesOf(
  db: Reader,
  {
    requests,
    viewerId,
    apart,
    now,
  }: RequestsQuery & { requests: readonly StoredRequest[]; apart: ReadonlySet<string> },
): Promise<RequestSummary[]> {
  const others = requests.map((request) => otherOf(request, viewerId));
  const passedTo = requests.flatMap(({ passedToId }) => passedToId ?? []);
  const people = await peopleFor(db, { memberIds: [...others, ...passedTo], apart });
  const last = await lastWords(db, requests);
  return requests.flatMap((request) => {
    const other = people.get(otherOf(request, viewerId));
    if (other === undefined) return [];
    const state = stateAt(request, now);
    const named = people.get(request.passedToId ?? '');
    return {
      id: request.id,
      side: request.fromId === viewerId ? 'from' : 'to',
      other,
      state,
      note: request.note,
      isRecommended: request.isRecommended,
      sentAt: request.sentAt,
      dueAt: request.dueAt,
      endedAt: request.endedAt ?? (state === 'expired' ? request.dueAt : null),
      isYourTurn: state === 'open' && (last.get(request.id)?.byId ?? request.fromId) !== viewerId,
      lastWordAt: last.get(request.id)?.at ?? null,
      passedTo: named === undefined || named.isGone ? null : { id: named.id, name: named.name },
    };
  });
}

/** Who said the last word in each exchange, and when, by request. */
async function lastWords(
  db: Reader,
  requests: readonly StoredRequest[],
): Promise<ReadonlyMap<string, { byId: string; at: number }>> {
  if (requests.length === 0) return new Map();
  const rows = await db
    .selectFrom('request_changes')
    .select(['request_id', 'by_id', 'at'])
    .where(
      'request_id',
      'in',
      requests.map(({ id }) => id),
    )
    .where('state', 'in', ['asked', 'replied'])
    .orderBy('at')
    .orderBy('id')
    .execute();
  return new Map(rows.map((row) => [row.request_id, { byId: row.by_id ?? '', at: row.at }]));
}
