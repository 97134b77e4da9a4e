/** What the two say about past meetings. */
import { minute } from '#lib/duration.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { pairingCommand } from '#domain/pairings/pairing-store.commands.server.ts';
import { isLiving } from '#domain/pairings/pairing.ts';
import { done, refused } from '#lib/outcome.ts';
import {
  addMeeting,
  changeMeeting,
  dateFor,
  meetingCommand,
} from './meeting-store.commands.server.ts';
import { longestAgo, mayStillSay, type Place } from './meeting.ts';

const say = (state: 'happened' | 'did_not_happen') =>
  meetingCommand(async (act, { meeting, pairing }) => {
    if (!isLiving(pairing)) return refused('wrapped_up');
    if (!mayStillSay(meeting, act.now)) return refused('too_late');
    if (meeting.state === state) return done();
    await changeMeeting(act, meeting.id, { state });
    act.refresh(`pairing:${pairing.id}`);
    return done();
  });

/** Says that a meeting happened. Either may, either may say otherwise, and nobody is told who did. */
export const sayHappened = say('happened');

/** Says that a meeting did not happen; not through whom. */
export const sayDidNotHappen = say('did_not_happen');

interface Logging extends Place {
  readonly actor: Viewer;
  readonly pairingId: string;
  /** When it began, epoch milliseconds. */
  readonly at: number;
  readonly minutes: number;
}

/** Saves a meeting that happened without being planned here. */
export const logMeeting = pairingCommand(
  async (act, { pairing }, { at, minutes, placeKind, place }: Logging) => {
    if (!isLiving(pairing)) return refused('wrapped_up');
    if (at > act.now) return refused('to_come');
    if (at < act.now - longestAgo) return refused('too_far');
    const pairingId = pairing.id;
    const known = await act.tx
      .selectFrom('meetings')
      .select('id')
      .where('pairing_id', '=', pairingId)
      .where('at', '=', at)
      .where('logged', '=', 1)
      .executeTakeFirst();
    if (known !== undefined) return done({ meetingId: known.id });
    const meetingId = await addMeeting(act, {
      pairingId,
      seriesId: null,
      date: await dateFor(act.tx, pairing, at),
      at,
      endsAt: at + minutes * minute,
      state: 'happened',
      placeKind,
      place,
      isLogged: true,
    });
    act.refresh(`pairing:${pairingId}`);
    return done({ meetingId });
  },
);
