/** Writing meetings down, and letting one of the two do something with one. */
import {
  refused,
  savePairing,
  type Acting,
  type Moment,
  type Refused,
  type Room,
} from '#domain/pairings/keeping/commands.server.ts';
import type { Pairing } from '#domain/pairings/pairing.ts';
import { peopleOf } from '#domain/pairings/people/queries.server.ts';
import { otherOf } from '#domain/pairings/policy.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { publish } from '#platform/live.server.ts';
import { makeId } from '#lib/ids.ts';
import type { Meeting, MeetingState, Place } from '../meeting.ts';
import { meetingWith } from './queries.server.ts';

export interface ActingInMeeting extends Acting {
  readonly meeting: Meeting;
}

/**
 * Lets one of the two do something with a meeting of theirs, in one transaction. For anybody else, and
 * for one that is not there, the answer is the same (requirement C2).
 */
export function inMeeting<Result>(
  { db, clock, random }: Room,
  { actor, meetingId }: { actor: Viewer; meetingId: string },
  act: (acting: ActingInMeeting) => Promise<Result>,
): Promise<Result | Refused<'not_found'>> {
  const now = clock.now();
  return db.transact(async (tx) => {
    const found = await meetingWith(tx, { meetingId, memberId: actor.id });
    if (found === undefined) return refused('not_found');
    const otherId = otherOf(found.pairing, actor.id);
    return act({ tx, ...found, youId: actor.id, otherId, now, random });
  });
}

export interface NewMeeting extends Place, Moment {
  readonly pairingId: string;
  readonly seriesId: string | null;
  readonly date: string;
  readonly at: number;
  readonly endsAt: number;
  readonly state: MeetingState;
  readonly isMoved?: boolean;
  readonly isLogged?: boolean;
}

/** Writes a meeting down; its id. Booking the time of both is another thing. */
export async function addMeeting(tx: Tx, meeting: NewMeeting): Promise<string> {
  const { now, random, isMoved = false, isLogged = false } = meeting;
  const id = makeId(now, random);
  await tx
    .insertInto('meetings')
    .values({
      id,
      pairing_id: meeting.pairingId,
      series_id: meeting.seriesId,
      date: meeting.date,
      at: meeting.at,
      ends_at: meeting.endsAt,
      state: meeting.state,
      place_kind: meeting.placeKind,
      place: meeting.place,
      moved: isMoved ? 1 : 0,
      logged: isLogged ? 1 : 0,
      changed_at: now,
    })
    .execute();
  return id;
}

/** Saves what became of a meeting's time and state; calendars hear of it by its sequence. */
export async function changeMeeting(
  tx: Tx,
  meetingId: string,
  change: {
    readonly at?: number;
    readonly ends_at?: number;
    readonly date?: string;
    readonly state?: MeetingState;
    readonly moved?: 0 | 1;
    readonly changed_at: number;
  },
): Promise<void> {
  await tx
    .updateTable('meetings')
    .set((eb) => ({ ...change, sequence: eb('sequence', '+', 1) }))
    .where('id', '=', meetingId)
    .execute();
  publish(tx, `meeting:${meetingId}`);
}

/** The date of an instant where the mentor lives, which names a meeting that stands alone. */
export async function dateFor(tx: Tx, { mentorId }: Pairing, at: number): Promise<string> {
  const people = await peopleOf(tx, [mentorId]);
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(people.get(mentorId)?.timeZone || 'UTC')
    .toPlainDate()
    .toString();
}

/**
 * Before two people go along, their first meeting is the chat they are asked about afterwards; so where
 * it goes the question goes with it.
 */
export async function keepChat(tx: Tx, pairing: Pairing, { now, random }: Moment): Promise<void> {
  if (pairing.state !== 'trying_out' || pairing.askedAt !== null) return;
  const first = await tx
    .selectFrom('meetings')
    .select('at')
    .where('pairing_id', '=', pairing.id)
    .where('state', 'in', ['planned', 'happened'])
    .orderBy('at')
    .limit(1)
    .executeTakeFirst();
  const chatAt = first?.at ?? null;
  if (chatAt !== pairing.chatAt) await savePairing(tx, { ...pairing, chatAt }, { now, random });
}
