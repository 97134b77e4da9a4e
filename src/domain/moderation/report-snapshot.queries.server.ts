/** The copy that is made of what somebody reports, as it reads at that moment. */
import { profileOf } from '#domain/members/profiles.queries.server.ts';
import { readNote } from '#domain/requests/note.ts';
import type { Tx } from '#platform/db/database.server.ts';
import type { Reportable } from './reports.queries.server.ts';
import {
  commentPassages,
  commentsNear,
  postPassages,
  postsNear,
  questionPassages,
  sharedAnswerPassages,
} from './reportable.queries.server.ts';
import { nearbyEachWay, type ReportSnapshot, type Nearby, type Passage } from './report.ts';

/** Copies a reportable thing for `viewerId`; `withThread` takes what was written around it along. */
export async function takeSnapshot(
  tx: Tx,
  {
    reportable,
    viewerId,
    withThread,
  }: { reportable: Reportable; viewerId: string; withThread: boolean },
): Promise<ReportSnapshot> {
  return {
    name: reportable.about?.name ?? '',
    passages: (await passagesOf(tx, reportable)).filter(({ words }) => words !== ''),
    nearby: withThread ? await nearbyOf(tx, { reportable, viewerId }) : [],
  };
}

async function nearbyOf(
  tx: Tx,
  { reportable, viewerId }: { reportable: Reportable; viewerId: string },
): Promise<Nearby[]> {
  const { thing, thingId, conversationId } = reportable;
  const aboutId = aboutIdOf(reportable);
  if (conversationId !== null) return messagesNear(tx, { thing, thingId, aboutId, conversationId });
  const placeId = reportable.placeId ?? '';
  if (thing === 'comment') return commentsNear(tx, { thingId, placeId, aboutId });
  if (thing === 'post') return postsNear(tx, { thingId, placeId, aboutId, viewerId });
  return [];
}

const aboutIdOf = ({ about }: Reportable): string => about?.id ?? '';

function passagesOf(tx: Tx, reportable: Reportable): Promise<Passage[]> {
  switch (reportable.thing) {
    case 'member':
      return profilePassages(tx, aboutIdOf(reportable));
    case 'message':
      return messagePassages(tx, reportable.thingId);
    case 'request':
      return notePassages(tx, reportable);
    case 'comment':
      return commentPassages(tx, reportable.thingId);
    case 'question':
      return questionPassages(tx, reportable.thingId);
    case 'post':
      return postPassages(tx, reportable.thingId);
    case 'shared_answer':
      return sharedAnswerPassages(tx, reportable.thingId);
  }
}

const timeless = (part: Passage['part'], words: string): Passage => ({ part, words, at: null });

async function profilePassages(tx: Tx, memberId: string): Promise<Passage[]> {
  const own = await profileOf(tx, { memberId });
  if (own === undefined) return [];
  const { profile } = own;
  return [
    timeless('name', profile.name),
    timeless('pronouns', profile.pronouns),
    timeless('place', profile.place),
    timeless('own_words', profile.ownWords),
    timeless('skills', [...profile.shares, ...profile.wants].map(({ name }) => name).join(', ')),
    ...profile.links.map((link) => timeless('link', link)),
  ];
}

async function messagePassages(tx: Tx, messageId: string): Promise<Passage[]> {
  const rows = await tx
    .selectFrom('messages')
    .select(['body', 'written_at'])
    .where('id', '=', messageId)
    .execute();
  return rows.map(({ body, written_at }) => ({ part: 'message', words: body, at: written_at }));
}

/** Everything the other person wrote in it: the note or the answer to it, and what they asked. */
async function notePassages(tx: Tx, reportable: Reportable): Promise<Passage[]> {
  const { thingId } = reportable;
  const aboutId = aboutIdOf(reportable);
  const request = await tx
    .selectFrom('requests')
    .selectAll()
    .where('id', '=', thingId)
    .executeTakeFirstOrThrow();
  const note = readNote(request.note);
  const { sent_at: at } = request;
  const first: Passage[] =
    request.from_id === aboutId
      ? [
          { part: 'skills', words: note.skills.join(', '), at },
          { part: 'working', words: note.working, at },
          { part: 'share', words: note.share, at },
        ]
      : [{ part: 'reply', words: request.reply, at: request.ended_at }];
  const messages = await tx
    .selectFrom('messages')
    .select(['body', 'written_at'])
    .where('conversation_id', '=', request.conversation_id)
    .where('from_id', '=', aboutId)
    .orderBy('written_at')
    .orderBy('id')
    .limit(nearbyEachWay * 2)
    .execute();
  return [
    ...first,
    ...messages.map(({ body, written_at }): Passage => ({
      part: 'message',
      words: body,
      at: written_at,
    })),
  ];
}

interface Thread {
  readonly thing: Reportable['thing'];
  readonly thingId: string;
  readonly aboutId: string;
  readonly conversationId: string;
}

/** The messages around the one reported, or the last of the exchange, in the order they were written. */
async function messagesNear(tx: Tx, thread: Thread): Promise<Nearby[]> {
  const { thing, thingId, aboutId } = thread;
  const place = thing === 'message' ? await placeOf(tx, thingId) : undefined;
  const before = await inThread(tx, { thread, place, direction: 'before' });
  const after = place ? await inThread(tx, { thread, place, direction: 'after' }) : [];
  return [...before.toReversed(), ...after].map(({ from_id, body, written_at }) => ({
    by: from_id === aboutId ? 'them' : 'other',
    words: body,
    at: written_at,
  }));
}

interface Place {
  readonly id: string;
  readonly written_at: number;
}

const placeOf = (tx: Tx, messageId: string): Promise<Place | undefined> =>
  tx
    .selectFrom('messages')
    .select(['id', 'written_at'])
    .where('id', '=', messageId)
    .executeTakeFirst();

/** Nearest first; a removed message has no words left to send along. */
function inThread(
  tx: Tx,
  {
    thread,
    place,
    direction,
  }: { thread: Thread; place: Place | undefined; direction: 'before' | 'after' },
) {
  const isBefore = direction === 'before';
  const beyond = isBefore ? '<' : '>';
  const order = isBefore ? 'desc' : 'asc';
  return tx
    .selectFrom('messages')
    .select(['from_id', 'body', 'written_at'])
    .where('conversation_id', '=', thread.conversationId)
    .where('removed_at', 'is', null)
    .$if(place !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('written_at', beyond, place?.written_at ?? 0),
          eb.and([
            eb('written_at', '=', place?.written_at ?? 0),
            eb('id', beyond, place?.id ?? ''),
          ]),
        ]),
      ),
    )
    .orderBy('written_at', order)
    .orderBy('id', order)
    .limit(nearbyEachWay)
    .execute();
}
