/** Who is told what about notes and the waiting list. */
import type { Reader } from '#platform/db/database.server.ts';
import { readNote } from '#domain/pairings/requests/note.ts';
import type {
  PlaceOffered,
  PutOnWaitingList,
  WaitedLongEnough,
  RequestAccepted,
  RequestAskedFirst,
  RequestDeclined,
  RequestExpired,
  RequestPassedOn,
  RequestReminded,
  RequestReplied,
  RequestSent,
  TickQuestioned,
} from '#domain/pairings/events.ts';
import type { Facts, NoticeKind, Telling } from '../../notice.ts';

type Tellings = Promise<Telling[]>;

const requestOf = (db: Reader, requestId: string) =>
  db.selectFrom('requests').selectAll().where('id', '=', requestId).executeTakeFirst();

type RequestRow = NonNullable<Awaited<ReturnType<typeof requestOf>>>;

/** Something about a request, for the one it was sent to or the one who sent it. */
function aboutRequest(
  { id, from_id, to_id }: RequestRow,
  {
    kind,
    toWriter,
    facts = {},
    keyPart = '',
  }: {
    kind: NoticeKind;
    toWriter: boolean;
    facts?: Partial<Facts>;
    keyPart?: string;
  },
): Telling {
  return {
    key: `${kind}:${id}${keyPart}`,
    memberId: toWriter ? from_id : to_id,
    otherId: toWriter ? to_id : from_id,
    kind,
    facts: { about: id, ...facts },
    href: `/requests/${id}`,
  };
}

export async function requestSent(db: Reader, { requestId }: RequestSent): Tellings {
  const request = await requestOf(db, requestId);
  if (request === undefined) return [];
  const { skills } = readNote(request.note);
  const facts = { at: request.due_at, skills: skills.slice(0, 3) };
  return [aboutRequest(request, { kind: 'note_received', toWriter: false, facts })];
}

export async function requestReminded(db: Reader, { requestId }: RequestReminded): Tellings {
  const request = await requestOf(db, requestId);
  if (request === undefined) return [];
  const facts = { at: request.due_at };
  return [aboutRequest(request, { kind: 'note_waiting', toWriter: false, facts })];
}

/** Either of the two may write while they find out; the other one is told. */
export async function requestExchanged(
  db: Reader,
  { name, requestId, messageId }: RequestAskedFirst | RequestReplied,
): Tellings {
  const request = await requestOf(db, requestId);
  const message = await db
    .selectFrom('messages')
    .select('from_id')
    .where('id', '=', messageId)
    .executeTakeFirst();
  if (request === undefined || message === undefined) return [];
  const toWriter = message.from_id !== request.from_id;
  const toMentee = name === 'RequestAskedFirst' ? 'note_question' : 'note_answered';
  const kind = toWriter ? toMentee : 'note_wrote_back';
  const facts = { at: request.due_at, latest: messageId };
  return [aboutRequest(request, { kind, toWriter, facts, keyPart: `:${messageId}` })];
}

/** Whoever did not say the last yes hears of it: the writer, or the mentor where a place was waited for. */
export async function requestAccepted(
  db: Reader,
  { requestId, pairingId }: RequestAccepted,
): Tellings {
  const request = await requestOf(db, requestId);
  const pairing = await db
    .selectFrom('pairings')
    .select('chat_at')
    .where('id', '=', pairingId)
    .executeTakeFirst();
  if (request === undefined || pairing === undefined) return [];
  const place = await db
    .selectFrom('waiting_places')
    .select('id')
    .where('request_id', '=', requestId)
    .where('promised', '=', 1)
    .executeTakeFirst();
  const facts = { about: pairingId, at: pairing.chat_at ?? undefined };
  const toWriter = place === undefined;
  const telling = aboutRequest(request, { kind: 'note_yes', toWriter, facts });
  return [{ ...telling, href: `/pairings/${pairingId}`, settledHref: telling.href }];
}

export const requestDeclined = (db: Reader, { requestId }: RequestDeclined): Tellings =>
  toWriterOf(db, { requestId, kind: 'note_no' });

export async function requestPassedOn(db: Reader, { requestId }: RequestPassedOn): Tellings {
  const [telling] = await toWriterOf(db, { requestId, kind: 'note_passed_on' });
  const request = await requestOf(db, requestId);
  const thirdId = request?.passed_to_id ?? null;
  if (telling === undefined || thirdId === null) return [];
  return [{ ...telling, facts: { ...telling.facts, thirdId } }];
}

/** Silence blames nobody: where it was the writer's turn, the words are others. */
export async function requestExpired(db: Reader, { requestId }: RequestExpired): Tellings {
  const asked = await db
    .selectFrom('messages')
    .innerJoin('requests', 'requests.conversation_id', 'messages.conversation_id')
    .select('messages.id')
    .where('requests.id', '=', requestId)
    .limit(1)
    .executeTakeFirst();
  const kind = asked === undefined ? 'note_quiet' : 'note_closed';
  return toWriterOf(db, { requestId, kind });
}

async function toWriterOf(
  db: Reader,
  { requestId, kind }: { requestId: string; kind: NoticeKind },
): Tellings {
  const request = await requestOf(db, requestId);
  return request === undefined ? [] : [aboutRequest(request, { kind, toWriter: true })];
}

const waitingPlaceOf = (db: Reader, id: string) =>
  db.selectFrom('waiting_places').selectAll().where('id', '=', id).executeTakeFirst();

/** Somebody who stood in line by themselves knows it; only a yes without a place is news. */
export async function putOnWaitingList(db: Reader, { waitingPlaceId }: PutOnWaitingList): Tellings {
  const place = await waitingPlaceOf(db, waitingPlaceId);
  if (place?.promised !== 1) return [];
  return [aboutPlace(place, { kind: 'note_promised', facts: {} })];
}

export async function placeOffered(db: Reader, { waitingPlaceId }: PlaceOffered): Tellings {
  const place = await waitingPlaceOf(db, waitingPlaceId);
  if (place?.offer_ends_at === undefined || place.offer_ends_at === null) return [];
  return [aboutPlace(place, { kind: 'place_offered', facts: { at: place.offer_ends_at } })];
}

export async function waitedLongEnough(db: Reader, { waitingPlaceId }: WaitedLongEnough): Tellings {
  const place = await waitingPlaceOf(db, waitingPlaceId);
  return place === undefined ? [] : [aboutPlace(place, { kind: 'waited_long', facts: {} })];
}

function aboutPlace(
  { id, member_id, mentor_id, offered_at }: NonNullable<Awaited<ReturnType<typeof waitingPlaceOf>>>,
  { kind, facts }: { kind: NoticeKind; facts: Partial<Facts> },
): Telling {
  return {
    key: `${kind}:${id}:${offered_at ?? 0}`,
    memberId: member_id,
    otherId: mentor_id,
    kind,
    facts: { about: id, ...facts },
    href: `/requests/waiting/${id}`,
  };
}

/** The confirmation that no longer held names the notice: one for each time the tick went off. */
export async function tickQuestioned(db: Reader, { memberId }: TickQuestioned): Tellings {
  const offer = await db
    .selectFrom('offers')
    .select(['confirmed_at', 'available_at'])
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  if (offer === undefined || offer.available_at !== null) return [];
  const at = offer.confirmed_at ?? 0;
  const key = `tick_questioned:${memberId}:${at}`;
  const facts = { about: memberId, at };
  return [{ key, memberId, otherId: null, kind: 'tick_questioned', facts, href: '/profile' }];
}
