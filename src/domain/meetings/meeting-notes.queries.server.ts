import type { Reader } from '#platform/db/database.server.ts';

/** What two people wrote down together, as it stands. */
export interface SharedNotes {
  /** Counts up with each saving; 0 while nothing was written. */
  readonly version: number;
  readonly body: string;
  readonly savedBy: 'you' | 'them' | null;
  /** Epoch milliseconds; null while nothing was written. */
  readonly savedAt: number | null;
}

interface NotesQuery {
  readonly meetingId: string;
  readonly viewerId: string;
}

/** The shared notes of a meeting. Whose meeting it is is for the caller to know. */
export async function notesOf(
  db: Reader,
  { meetingId, viewerId }: NotesQuery,
): Promise<SharedNotes> {
  const row = await latestNotes(db, meetingId);
  if (row === undefined) return { version: 0, body: '', savedBy: null, savedAt: null };
  const { version, body, saved_by: byId, saved_at: savedAt } = row;
  const savedBy = byId === null ? null : byId === viewerId ? 'you' : 'them';
  return { version, body, savedBy, savedAt };
}

/** The newest version of a meeting's shared notes. */
export const latestNotes = (db: Reader, meetingId: string) =>
  db
    .selectFrom('meeting_notes')
    .select(['version', 'body', 'saved_by', 'saved_at'])
    .where('meeting_id', '=', meetingId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();

/** What one of the two wrote down for themselves; '' for nothing. Nobody else is ever shown it. */
export async function privateNotesOf(
  db: Reader,
  { meetingId, viewerId }: NotesQuery,
): Promise<string> {
  const row = await db
    .selectFrom('private_notes')
    .select('body')
    .where('meeting_id', '=', meetingId)
    .where('member_id', '=', viewerId)
    .executeTakeFirst();
  return row?.body ?? '';
}
