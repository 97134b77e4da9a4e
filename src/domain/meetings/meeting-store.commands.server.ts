/** Saving meetings, and commands for one of the two people of a meeting. */
import { savePairing, type YourPairing } from '#domain/pairings/pairing-store.commands.server.ts';
import type { Pairing } from '#domain/pairings/pairing.ts';
import { peopleOf } from '#domain/pairings/pairing-people.queries.server.ts';
import { otherOf } from '#domain/pairings/pairing.policy.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { refused, type Refused } from '#lib/outcome.ts';
import { command, type Act, type ActRuntime } from '#platform/act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { Meeting, MeetingState, Place } from './meeting.ts';
import { meetingWith } from './meeting-store.queries.server.ts';

/** A meeting and its pairing, as the one of the two who acts has them. */
export interface YourMeeting extends YourPairing {
  readonly meeting: Meeting;
}

/**
 * A command for one of the two of a meeting.
 *
 * @returns `not_found` for a meeting that does not exist, and for anybody but the two (requirement C2)
 */
export const meetingCommand = <Input extends { actor: Viewer; meetingId: string }, Result>(
  work: (act: Act, acting: YourMeeting, input: Input) => Promise<Result>,
): ((runtime: ActRuntime, input: Input) => Promise<Result | Refused<'not_found'>>) =>
  command(async (act, input: Input) => {
    const { actor, meetingId } = input;
    const found = await meetingWith(act.tx, { meetingId, memberId: actor.id });
    if (found === undefined) return refused('not_found');
    return work(
      act,
      { ...found, youId: actor.id, otherId: otherOf(found.pairing, actor.id) },
      input,
    );
  });

export interface NewMeeting extends Place {
  readonly pairingId: string;
  readonly seriesId: string | null;
  /** ISO date. */
  readonly date: string;
  /** Epoch milliseconds, as is `endsAt`. */
  readonly at: number;
  readonly endsAt: number;
  readonly state: MeetingState;
  readonly isMoved?: boolean;
  readonly isLogged?: boolean;
}

/** Saves a new meeting and gives its id. Does not book the time of the two. */
export async function addMeeting(act: Act, meeting: NewMeeting): Promise<string> {
  const { isMoved = false, isLogged = false } = meeting;
  const id = act.id();
  await act.tx
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
      changed_at: act.now,
    })
    .execute();
  return id;
}

/** Saves a changed time or state of a meeting, and counts up the sequence that calendars compare. */
export async function changeMeeting(
  act: Act,
  meetingId: string,
  change: {
    readonly at?: number;
    readonly ends_at?: number;
    readonly date?: string;
    readonly state?: MeetingState;
    readonly moved?: 0 | 1;
  },
): Promise<void> {
  await act.tx
    .updateTable('meetings')
    .set((eb) => ({ ...change, changed_at: act.now, sequence: eb('sequence', '+', 1) }))
    .where('id', '=', meetingId)
    .execute();
  act.refresh(`meeting:${meetingId}`);
}

/** The date of an instant in the mentor's time zone: the date of a meeting outside a series. */
export async function dateFor(db: Reader, { mentorId }: Pairing, at: number): Promise<string> {
  const people = await peopleOf(db, [mentorId]);
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(people.get(mentorId)?.timeZone || 'UTC')
    .toPlainDate()
    .toString();
}

/**
 * Until two people go along, their first meeting is the chat they are asked about afterwards. Saves its
 * time in the pairing, so that the question moves with the meeting.
 */
export async function saveFirstChat(act: Act, pairing: Pairing): Promise<void> {
  if (pairing.state !== 'trying_out' || pairing.askedAt !== null) return;
  const first = await act.tx
    .selectFrom('meetings')
    .select('at')
    .where('pairing_id', '=', pairing.id)
    .where('state', 'in', ['planned', 'happened'])
    .orderBy('at')
    .limit(1)
    .executeTakeFirst();
  const chatAt = first?.at ?? null;
  if (chatAt !== pairing.chatAt) await savePairing(act, { ...pairing, chatAt });
}
