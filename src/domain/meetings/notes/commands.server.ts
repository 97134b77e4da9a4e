import type { Viewer } from '#domain/members/viewer.ts';
import {
  done,
  refused,
  type Done,
  type Refused,
  type Room,
} from '#domain/pairings/keeping/commands.server.ts';
import { isLiving } from '#domain/pairings/pairing.ts';
import { publish } from '#platform/live.server.ts';
import { inMeeting } from '../keeping/commands.server.ts';
import { latestNotes } from './queries.server.ts';

interface Writing {
  readonly actor: Viewer;
  readonly meetingId: string;
  /** Already parsed; '' empties the notes, and every version before stays. */
  readonly body: string;
}

export type Saved =
  | { outcome: 'done'; version: number }
  | Refused<'not_found' | 'wrapped_up'>
  /** Somebody saved since; both texts are to be shown, and saving again needs their version. */
  | { outcome: 'refused'; code: 'changed'; theirs: string; version: number };

/**
 * Saves what two people write down together.
 *
 * @param version the one the writer began with, 0 where there was none
 */
export function saveNotes(
  room: Room,
  { actor, meetingId, version, body }: Writing & { version: number },
): Promise<Saved> {
  return inMeeting(room, { actor, meetingId }, async (acting): Promise<Saved> => {
    const { tx, pairing, youId, now } = acting;
    if (!isLiving(pairing)) return refused('wrapped_up');
    const latest = (await latestNotes(tx, meetingId)) ?? { version: 0, body: '' };
    if (latest.body === body) return { ...done, version: latest.version };
    if (latest.version !== version)
      return { outcome: 'refused', code: 'changed', theirs: latest.body, version: latest.version };
    const next = latest.version + 1;
    await tx
      .insertInto('meeting_notes')
      .values({ meeting_id: meetingId, version: next, body, saved_by: youId, saved_at: now })
      .execute();
    publish(tx, `meeting:${meetingId}`);
    return { ...done, version: next };
  });
}

/** Saves what one of the two writes down for themselves; '' forgets it. Goes on after an ending. */
export function savePrivateNote(
  room: Room,
  { actor, meetingId, body }: Writing,
): Promise<Done | Refused<'not_found'>> {
  return inMeeting(room, { actor, meetingId }, async ({ tx, youId, now }) => {
    const row = { meeting_id: meetingId, member_id: youId, body, saved_at: now };
    if (body === '')
      await tx
        .deleteFrom('private_notes')
        .where('meeting_id', '=', meetingId)
        .where('member_id', '=', youId)
        .execute();
    else
      await tx
        .insertInto('private_notes')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['meeting_id', 'member_id']).doUpdateSet({ body, saved_at: now }),
        )
        .execute();
    return done;
  });
}
