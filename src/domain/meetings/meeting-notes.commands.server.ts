import type { Viewer } from '#domain/members/viewer.ts';
import { isLiving } from '#domain/pairings/pairing.ts';
import { done, refused } from '#lib/outcome.ts';
import { meetingCommand } from './meeting-store.commands.server.ts';
import { latestNotes } from './meeting-notes.queries.server.ts';

interface Writing {
  readonly actor: Viewer;
  readonly meetingId: string;
  /** Already parsed; '' empties the notes, and every version before stays. */
  readonly body: string;
}

/**
 * Saves the shared notes of a meeting. `version` is the one the writer began with, 0 where there was none.
 *
 * @returns `changed` where somebody saved since: both texts are to be shown, and saving again needs the
 *   version of theirs
 */
export const saveNotes = meetingCommand(
  async (act, acting, { meetingId, version, body }: Writing & { version: number }) => {
    const { tx, now } = act;
    if (!isLiving(acting.pairing)) return refused('wrapped_up');
    const latest = (await latestNotes(tx, meetingId)) ?? { version: 0, body: '' };
    if (latest.body === body) return done({ version: latest.version });
    if (latest.version !== version)
      return { ...refused('changed'), theirs: latest.body, version: latest.version };
    const saved = { version: version + 1, body, saved_by: acting.youId, saved_at: now };
    await tx
      .insertInto('meeting_notes')
      .values({ meeting_id: meetingId, ...saved })
      .execute();
    act.refresh(`meeting:${meetingId}`);
    return done({ version: saved.version });
  },
);

/** Saves the private notes of one of the two; '' deletes them. Possible after the pairing has ended. */
export const savePrivateNote = meetingCommand(
  async ({ tx, now }, { youId }, { meetingId, body }: Writing) => {
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
    return done();
  },
);
