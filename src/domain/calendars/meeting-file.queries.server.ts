import type { Locale } from '#lib/locale.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { meetingWith } from '#domain/meetings/meeting-store.queries.server.ts';
import { meetingPage } from '#domain/meetings/meetings.queries.server.ts';
import { writeEntry } from './calendar-feed.ts';
import { entryOf } from './calendar-words.ts';

/** One meeting as a file to save; undefined where it is called off, not there, or not yours (requirement C2). */
export async function meetingFile(
  { db, config, clock }: Pick<Runtime, 'db' | 'config' | 'clock'>,
  { meetingId, viewerId, locale }: { meetingId: string; viewerId: string; locale: Locale },
): Promise<string | undefined> {
  const found = await meetingWith(db.read, { meetingId, memberId: viewerId });
  const page = await meetingPage(db.read, { meetingId, viewerId, now: clock.now() });
  if (found === undefined || page === undefined) return undefined;
  const { meeting } = found;
  if (meeting.state === 'called_off') return undefined;
  const { seriesId, date } = meeting;
  const uid = seriesId === null ? meeting.id : `${seriesId}.${date}`;
  const entry = entryOf(
    { ...meeting, uid, meetingId: meeting.id, other: page.other },
    {
      locale,
      publicUrl: config.publicUrl,
      yourZone: page.you.timeZone,
      theirZone: page.other.timeZone,
    },
  );
  return writeEntry(entry, locale);
}
