/**
 * A member's meetings as a calendar to subscribe to. Each meeting is one event in universal time under a
 * name that stays: that form alone is read alike by every calendar we tried, and a moved meeting moves
 * there too. A meeting that was called off is simply absent. It never holds an e-mail address.
 */
import { textValue, utcTime, writeCalendar, type Component, type Property } from '#lib/ical.ts';

export interface FeedMeeting {
  /** Stays the same whatever the meeting is moved to. */
  readonly uid: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly endsAt: number;
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  /** The page about it; '' for none. */
  readonly url: string;
  /** When it was last changed, epoch milliseconds. */
  readonly changedAt: number;
  /** How often it was changed. */
  readonly sequence: number;
}

export interface Feed {
  /** What calendars show as its name. */
  readonly name: string;
  /** BCP 47 code of the words inside. */
  readonly lang: string;
  /** `busy` says when, and nothing else. */
  readonly mode: 'details' | 'busy';
  /** The word for a time that is taken, for `busy`. */
  readonly busyWord: string;
  readonly meetings: readonly FeedMeeting[];
}

/** The program that wrote a calendar, as RFC 5545 wants it said. */
export const producer = '-//Bothways//Meetings//EN';

/** The feed as a file; the same feed gives the same bytes. */
export function writeFeed(feed: Feed): string {
  const text = (name: string, value: string): Property => ({ name, value: textValue(value) });
  return writeCalendar({
    name: 'VCALENDAR',
    properties: [
      { name: 'VERSION', value: '2.0' },
      { name: 'PRODID', value: producer },
      { name: 'CALSCALE', value: 'GREGORIAN' },
      { name: 'METHOD', value: 'PUBLISH' },
      text('NAME', feed.name),
      text('X-WR-CALNAME', feed.name),
      { name: 'COLOR', value: 'seagreen' },
      { name: 'REFRESH-INTERVAL', params: { VALUE: 'DURATION' }, value: 'PT1H' },
      { name: 'X-PUBLISHED-TTL', value: 'PT1H' },
    ],
    components: feed.meetings.map((meeting) => eventOf(meeting, feed)),
  });
}

/** One meeting as a file to save, without a method: strict calendars take nothing else. */
export function writeEntry(meeting: FeedMeeting, lang: string): string {
  return writeCalendar({
    name: 'VCALENDAR',
    properties: [
      { name: 'VERSION', value: '2.0' },
      { name: 'PRODID', value: producer },
    ],
    components: [eventOf(meeting, { mode: 'details', busyWord: '', lang })],
  });
}

function eventOf(
  meeting: FeedMeeting,
  { mode, busyWord, lang }: Pick<Feed, 'mode' | 'busyWord' | 'lang'>,
): Component {
  const words = (name: string, value: string): Property[] =>
    value === '' ? [] : [{ name, params: { LANGUAGE: lang }, value: textValue(value) }];
  const details =
    mode === 'busy'
      ? [...words('SUMMARY', busyWord), { name: 'CLASS', value: 'PRIVATE' }]
      : [
          ...words('SUMMARY', meeting.summary),
          ...words('DESCRIPTION', meeting.description),
          ...words('LOCATION', meeting.location),
          ...(meeting.url === ''
            ? []
            : [{ name: 'URL', params: { VALUE: 'URI' }, value: meeting.url }]),
        ];
  return {
    name: 'VEVENT',
    properties: [
      { name: 'UID', value: meeting.uid },
      { name: 'DTSTAMP', value: utcTime(meeting.changedAt) },
      { name: 'LAST-MODIFIED', value: utcTime(meeting.changedAt) },
      { name: 'SEQUENCE', value: String(meeting.sequence) },
      { name: 'DTSTART', value: utcTime(meeting.at) },
      { name: 'DTEND', value: utcTime(meeting.endsAt) },
      ...details,
      { name: 'TRANSP', value: 'OPAQUE' },
    ],
  };
}
