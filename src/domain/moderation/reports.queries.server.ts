import { findOther } from '#domain/members/blocks.queries.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { isReason, mayRead, type Reason, type Thing } from './report.ts';
import {
  findComment,
  findPostOf,
  findQuestion,
  findSharedAnswer,
  writersOf,
  type Work,
} from './reportable.queries.server.ts';

/** Something a member sees and may report. */
export interface Reportable {
  readonly thing: Thing;
  readonly thingId: string;
  /** Null where several wrote it, or somebody who is not named. */
  readonly about: { readonly id: string; readonly name: string } | null;
  /** The conversation it belongs to, of which messages nearby can go along; null where there is none. */
  readonly conversationId: string | null;
  /** The review, question or shared answer it stands in; null where that is none of them. */
  readonly placeId: string | null;
}

interface ReportedThing {
  readonly thing: Thing;
  readonly thingId: string;
  readonly viewerId: string;
}

/**
 * What a member asks to report, if they may see it and somebody else wrote it; undefined otherwise. A
 * message or note stays reportable after a block, for old threads stay readable.
 */
export async function findReportable(
  db: Reader,
  { thing, thingId, viewerId }: ReportedThing,
): Promise<Reportable | undefined> {
  switch (thing) {
    case 'member': {
      const other = await findOther(db, { viewerId, memberId: thingId });
      return other && { thing, thingId, about: other, conversationId: null, placeId: null };
    }
    case 'message': {
      const row = await findMessage(db, { thingId, viewerId });
      return row && inConversation({ thing, thingId }, row);
    }
    case 'request': {
      const row = await findNote(db, { thingId, viewerId });
      return row && inConversation({ thing, thingId }, row);
    }
    case 'comment':
      return inPlace({ thing, thingId }, await findComment(db, { thingId, viewerId }));
    case 'question':
      return inPlace({ thing, thingId }, await findQuestion(db, { thingId, viewerId }));
    case 'post':
      return inPlace({ thing, thingId }, await findPostOf(db, { thingId, viewerId }));
    case 'shared_answer':
      return inPlace({ thing, thingId }, await findSharedAnswer(db, { thingId, viewerId }));
  }
}

type Named = Pick<Reportable, 'thing' | 'thingId'>;

const inConversation = (
  named: Named,
  { id, name, conversation_id }: { id: string; name: string; conversation_id: string },
): Reportable => ({
  ...named,
  about: { id, name },
  conversationId: conversation_id,
  placeId: null,
});

const inPlace = (named: Named, work: Work | undefined): Reportable | undefined =>
  work && { ...named, ...work, conversationId: null };

/** Those a report is about, who never read it, organisers or not (requirement E4). */
export const aboutWhom = async (
  db: Reader,
  { thing, thingId, aboutId }: { thing: Thing; thingId: string; aboutId: string | null },
): Promise<string[]> =>
  thing === 'shared_answer' ? writersOf(db, thingId) : [aboutId].filter((id) => id !== null);

function findMessage(db: Reader, { thingId, viewerId }: Omit<ReportedThing, 'thing'>) {
  return db
    .selectFrom('messages')
    .innerJoin('conversation_members as seat', 'seat.conversation_id', 'messages.conversation_id')
    .innerJoin('members', 'members.id', 'messages.from_id')
    .select(['members.id', 'members.name', 'messages.conversation_id'])
    .where('messages.id', '=', thingId)
    .where('messages.from_id', '!=', viewerId)
    .where('seat.member_id', '=', viewerId)
    .executeTakeFirst();
}

function findNote(db: Reader, { thingId, viewerId }: Omit<ReportedThing, 'thing'>) {
  return db
    .selectFrom('requests')
    .innerJoin('members', (join) =>
      join.on((eb) =>
        eb.or([
          eb.and([eb('from_id', '=', viewerId), eb('members.id', '=', eb.ref('to_id'))]),
          eb.and([eb('to_id', '=', viewerId), eb('members.id', '=', eb.ref('from_id'))]),
        ]),
      ),
    )
    .select(['members.id', 'members.name', 'requests.conversation_id'])
    .where('requests.id', '=', thingId)
    .executeTakeFirst();
}

/** The page a conversation is read on, for one of its members. */
export async function threadOf(
  db: Reader,
  { conversationId, viewerId }: { conversationId: string; viewerId: string },
): Promise<{ in: 'pairing' | 'request'; id: string } | undefined> {
  const pairing = await db
    .selectFrom('pairings')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where((eb) => eb.or([eb('mentor_id', '=', viewerId), eb('mentee_id', '=', viewerId)]))
    .executeTakeFirst();
  if (pairing !== undefined) return { in: 'pairing', id: pairing.id };
  const request = await db
    .selectFrom('requests')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where((eb) => eb.or([eb('from_id', '=', viewerId), eb('to_id', '=', viewerId)]))
    .orderBy('sent_at', 'desc')
    .executeTakeFirst();
  return request && { in: 'request', id: request.id };
}

/** Names of the organisers who would read a report: neither those it is about nor the one who makes it. */
export async function readersOf(
  db: Reader,
  { aboutIds, reporterId }: { aboutIds: readonly string[]; reporterId: string },
): Promise<string[]> {
  const rows = await db
    .selectFrom('organisers')
    .innerJoin('members', 'members.id', 'organisers.member_id')
    .select('members.name')
    .where('members.status', '=', 'active')
    .where('members.id', 'not in', [...aboutIds, reporterId])
    .orderBy('members.name_key')
    .execute();
  return rows.map(({ name }) => name);
}

/** A report as it lies in its envelope: what it is about is not told yet. */
export interface ReportSeen {
  readonly id: string;
  readonly thing: Thing;
  readonly reason: Reason;
  /** Epoch milliseconds. */
  readonly reportedAt: number;
}

/** A report for an organiser to open; undefined where it is not there, or about that organiser. */
export async function findReport(
  db: Reader,
  { reportId, organiserId }: { reportId: string; organiserId: string },
): Promise<ReportSeen | undefined> {
  const row = await db
    .selectFrom('reports')
    .select(['id', 'thing', 'thing_id', 'reason', 'reported_at', 'about_id'])
    .where('id', '=', reportId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { thing, thing_id: thingId, about_id: aboutId } = row;
  if (!mayRead(await aboutWhom(db, { thing, thingId, aboutId }), organiserId)) return undefined;
  const reason = isReason(row.reason) ? row.reason : 'something_else';
  return { id: row.id, thing, reason, reportedAt: row.reported_at };
}

/** Ids of the reports about a member, to leave out of whatever that member may look at. */
export async function reportsAbout(db: Reader, memberId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('reports')
    .select('id')
    .where((eb) =>
      eb.or([
        eb('about_id', '=', memberId),
        eb.and([
          eb('thing', '=', 'shared_answer'),
          eb(
            'thing_id',
            'in',
            eb
              .selectFrom('shared_answer_people')
              .select('shared_answer_id')
              .where('member_id', '=', memberId),
          ),
        ]),
      ]),
    )
    .execute();
  return rows.map(({ id }) => id);
}
