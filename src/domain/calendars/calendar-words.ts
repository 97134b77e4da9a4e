/** The words in calendars, in the language of whoever reads them. */
import type { Locale } from '#lib/locale.ts';
import { day, minute } from '#lib/duration.ts';
import { clockOf } from '#lib/zone-clock.ts';
import { m } from '#words/paraglide/messages.js';
import type { FeedMeeting } from './calendar-feed.ts';

export const sayBusy = (locale: Locale): string => m.meetings_calendar_busy({}, { locale });

/** What a meeting with somebody is called in a calendar. */
export const sayTitle = (name: string, locale: Locale): string =>
  m.meetings_calendar_entry({ name }, { locale });

export interface EntryReader {
  readonly locale: Locale;
  readonly publicUrl: string;
  /** IANA zones, '' where not said. */
  readonly yourZone: string;
  readonly theirZone: string;
}

/** A meeting as calendars need it. */
interface Entry {
  readonly uid: string;
  /** Null where it has no page yet. */
  readonly meetingId: string | null;
  readonly pairingId: string;
  readonly other: { readonly name: string };
  readonly place: string;
  readonly at: number;
  readonly endsAt: number;
  readonly sequence: number;
  readonly changedAt: number;
}

/** A meeting as one entry; its id ends in the server's host name, so that no two servers share one. */
export function entryOf(meeting: Entry, reader: EntryReader): FeedMeeting {
  const { locale, publicUrl } = reader;
  const { uid, at, endsAt, meetingId, pairingId, changedAt, sequence, other, place } = meeting;
  const page = meetingId === null ? `/pairings/${pairingId}/meetings` : `/meetings/${meetingId}`;
  return {
    uid: uidIn(uid, publicUrl),
    at,
    endsAt,
    summary: sayTitle(other.name, locale),
    description: sayClocks(at, { name: other.name, ...reader }),
    location: place,
    url: `${publicUrl}${page}`,
    changedAt,
    sequence,
  };
}

/** A name that stays, in this community. */
export const uidIn = (uid: string, publicUrl: string): string =>
  `${uid}@${new URL(publicUrl).hostname}`;

/** The other clock: calendars show their reader's own. '' where it shows the same, or is not known. */
export function sayClocks(
  at: number,
  { name, yourZone, theirZone, locale }: Omit<EntryReader, 'publicUrl'> & { name: string },
): string {
  if (theirZone === '') return '';
  const theirs = at + clockOf(theirZone, at).offsetAt(at);
  const yours = at + clockOf(yourZone || 'UTC', at).offsetAt(at);
  if (theirs === yours) return '';
  const said = { name, time: timeOf(theirs) };
  const days = Math.floor(theirs / day) - Math.floor(yours / day);
  if (days === 0) return m.meetings_calendar_theirs({ ...said }, { locale });
  return days > 0
    ? m.meetings_calendar_theirs_after({ ...said }, { locale })
    : m.meetings_calendar_theirs_before({ ...said }, { locale });
}

function timeOf(wall: number): string {
  const minutes = Math.floor((wall % day) / minute);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

const two = (number: number) => String(number).padStart(2, '0');
