/** What the two say about meetings that have been. */
import type { Viewer } from '#domain/members/viewer.ts';
import {
  done,
  inPairing,
  refused,
  tellPages,
  type Done,
  type Refused,
  type Room,
} from '#domain/pairings/keeping/commands.server.ts';
import { isLiving } from '#domain/pairings/pairing.ts';
import { addMeeting, changeMeeting, dateFor, inMeeting } from '../keeping/commands.server.ts';
import { longestAgo, mayStillSay, type Place } from '../meeting.ts';

interface Saying {
  readonly actor: Viewer;
  readonly meetingId: string;
}

export type Said = Done | Refused<'not_found' | 'wrapped_up' | 'too_late'>;

/** Says that a meeting happened. Either may, either may say otherwise, and nobody is told who did. */
export const sayHappened = (room: Room, saying: Saying): Promise<Said> =>
  say(room, { ...saying, state: 'happened' });

/** Says that a meeting did not happen; not through whom. */
export const sayDidNotHappen = (room: Room, saying: Saying): Promise<Said> =>
  say(room, { ...saying, state: 'did_not_happen' });

function say(
  room: Room,
  { actor, meetingId, state }: Saying & { state: 'happened' | 'did_not_happen' },
): Promise<Said> {
  return inMeeting(room, { actor, meetingId }, async (acting): Promise<Said> => {
    const { tx, meeting, pairing, now } = acting;
    if (!isLiving(pairing)) return refused('wrapped_up');
    if (!mayStillSay(meeting, now)) return refused('too_late');
    if (meeting.state === state) return done;
    await changeMeeting(tx, meeting.id, { state, changed_at: now });
    tellPages(tx, pairing.id);
    return done;
  });
}

interface Logging extends Place {
  readonly actor: Viewer;
  readonly pairingId: string;
  /** When it began, epoch milliseconds. */
  readonly at: number;
  readonly minutes: number;
}

export type Logged =
  | { outcome: 'done'; meetingId: string }
  | Refused<'not_found' | 'wrapped_up' | 'to_come' | 'too_far'>;

/** Writes down a meeting that happened without being planned here. */
export function logMeeting(room: Room, logging: Logging): Promise<Logged> {
  const { at, minutes, placeKind, place } = logging;
  return inPairing(room, logging, async ({ tx, pairing, now, random }): Promise<Logged> => {
    if (!isLiving(pairing)) return refused('wrapped_up');
    if (at > now) return refused('to_come');
    if (at < now - longestAgo) return refused('too_far');
    const pairingId = pairing.id;
    const known = await tx
      .selectFrom('meetings')
      .select('id')
      .where('pairing_id', '=', pairingId)
      .where('at', '=', at)
      .where('logged', '=', 1)
      .executeTakeFirst();
    if (known !== undefined) return { ...done, meetingId: known.id };
    const meetingId = await addMeeting(tx, {
      pairingId,
      seriesId: null,
      date: await dateFor(tx, pairing, at),
      at,
      endsAt: at + minutes * 60_000,
      state: 'happened',
      placeKind,
      place,
      isLogged: true,
      now,
      random,
    });
    tellPages(tx, pairingId);
    return { ...done, meetingId };
  });
}
