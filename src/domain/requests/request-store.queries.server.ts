import type { Selectable } from 'kysely';
import { isId } from '#lib/ids.ts';
import { readTerms, type Terms } from '#domain/members/offer.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { RequestsTable } from './tables.ts';
import { readNote, type Note } from './note.ts';
import type { Request } from './request.ts';

/** A request with whom it is between and what was said. */
export interface StoredRequest extends Request {
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
  readonly conversationId: string;
  readonly note: Note;
  readonly terms: Terms;
  readonly isRecommended: boolean;
  readonly reply: string;
  readonly passedToId: string | null;
  readonly passAnswer: '' | 'yes' | 'no';
  readonly nextId: string | null;
}

/** A request as its row holds it. */
export const requestFrom = (
  row: Selectable<RequestsTable> & { asked_at: number | null },
): StoredRequest => ({
  id: row.id,
  fromId: row.from_id,
  toId: row.to_id,
  conversationId: row.conversation_id,
  note: readNote(row.note),
  terms: readTerms(row.terms),
  isRecommended: row.recommended === 1,
  reply: row.reply,
  passedToId: row.passed_to_id,
  passAnswer: row.pass_answer,
  nextId: row.next_id,
  state: row.state,
  holdsPlace: row.holds_place === 1,
  isAsked: row.asked_at !== null,
  sentAt: row.sent_at,
  remindAt: row.remind_at,
  remindedAt: row.reminded_at,
  dueAt: row.due_at,
  latestAt: row.latest_at,
  endedAt: row.ended_at,
});

/** All requests with everything {@link requestFrom} needs, to be narrowed. */
export const selectRequests = (db: Reader) =>
  db
    .selectFrom('requests')
    .selectAll('requests')
    .select((eb) =>
      eb
        .selectFrom('request_changes')
        .whereRef('request_changes.request_id', '=', 'requests.id')
        .where('request_changes.state', '=', 'asked')
        .select((min) => min.fn.min<number | null>('request_changes.at').as('asked_at'))
        .as('asked_at'),
    );

/** A request by its id, whoever it is between. For tasks and reactions, never for a page. */
export async function readRequest(
  db: Reader,
  requestId: string,
): Promise<StoredRequest | undefined> {
  if (!isId(requestId)) return undefined;
  const row = await selectRequests(db).where('id', '=', requestId).executeTakeFirst();
  return row === undefined ? undefined : requestFrom(row);
}

/** Which of the two: `from` wrote the note, `to` was written to. */
export type Side = 'from' | 'to';

/**
 * A request for the one of the two who may do what is asked for. Not there for everybody else
 * (requirement C2), nor once one of them blocked the other (requirement E3).
 */
export async function requestOf(
  db: Reader,
  { requestId, memberId, side }: { requestId: string; memberId: string; side: Side },
): Promise<StoredRequest | undefined> {
  if (!isId(requestId)) return undefined;
  const row = await selectRequests(db)
    .where('id', '=', requestId)
    .where(side === 'from' ? 'from_id' : 'to_id', '=', memberId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('blocks')
            .select('since')
            .where((or) =>
              or.or([
                or.and([
                  or('blocks.member_id', '=', or.ref('requests.from_id')),
                  or('blocks.other_id', '=', or.ref('requests.to_id')),
                ]),
                or.and([
                  or('blocks.member_id', '=', or.ref('requests.to_id')),
                  or('blocks.other_id', '=', or.ref('requests.from_id')),
                ]),
              ]),
            ),
        ),
      ),
    )
    .executeTakeFirst();
  return row === undefined ? undefined : requestFrom(row);
}
