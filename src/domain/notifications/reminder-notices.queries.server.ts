/** Notices about meetings that come near, and about an address of a calendar that nobody reads. */
import { readMeeting } from '#domain/meetings/meeting-store.queries.server.ts';
import { isWanted } from '#domain/meetings/meeting-reminder.ts';
import { remindersOf } from '#domain/meetings/meeting-reminders.queries.server.ts';
import { daysBetween, sayClock, sayTime } from '#lib/time-in-letters.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { m } from '#words/paraglide/messages.js';
import { FeedUnused, MeetingNear } from '#domain/meetings/events.ts';
import { isNotToCome, toOthers } from './meeting-notices.queries.server.ts';
import type { InLocale, WordArguments } from './notice.ts';
import { notice, type Notice } from './notice-kind.queries.server.ts';

/** To those who chose it, while the meeting is where it was and still to come, however late this is told. */
const meetingReminder = notice('meeting_reminder', MeetingNear, {
  preference: 'reminders',
  showsTime: true,
  async to(db, { pairingId, meetingId, at, how }, { now }) {
    const meeting = await readMeeting(db, meetingId);
    if (meeting?.state !== 'planned' || meeting.at !== at || at <= now) return [];
    const recipients = await toOthers(db, {
      pairingId,
      by: null,
      time: `${meetingId}:${at}:${how}`,
      facts: { latest: meetingId, at, what: how },
      href: `/meetings/${meetingId}`,
    });
    const wanted = await Promise.all(
      recipients.map(async ({ memberId }) => isWanted(await remindersOf(db, memberId), how)),
    );
    return recipients.filter((_, index) => wanted[index]);
  },
  isOver: isNotToCome,
  words: (w, to) => ({
    subject: reminderSubject(w, to),
    paragraphs: [m.letters_meeting_reminder_what({}, to)],
    button: m.letters_meeting_button({}, to),
  }),
});

/** "Tomorrow 18:30 with Kweku (13:30 for Kweku)". */
function reminderSubject(w: WordArguments, to: InLocale): string {
  const { at, theirZone } = w;
  if (at === null) return m.letters_meeting_reminder_none(w, to);
  const when = sayWhen(at, w, to);
  if (theirZone === '') return m.letters_meeting_reminder_one({ ...w, when }, to);
  return m.letters_meeting_reminder_both({ ...w, when, theirs: sayTheirs(at, w, to) }, to);
}

/** Near words only for who reads at once; a notice read next week names the day. */
function sayWhen(at: number, { now, yourZone: zone }: WordArguments, to: InLocale): string {
  const days = now === null ? null : daysBetween(now, at, zone);
  const time = zone === '' ? `${sayClock(at, zone)} UTC` : sayClock(at, zone);
  if (days === 0) return m.letters_meeting_today({ time }, to);
  if (days === 1) return m.letters_meeting_tomorrow({ time }, to);
  return sayTime(at, { ...to, zone });
}

/** Their clock alone, and their day too where it is another. */
function sayTheirs(at: number, { yourZone, theirZone }: WordArguments, to: InLocale): string {
  const dateIn = (zone: string) =>
    Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO(zone || 'UTC')
      .toPlainDate()
      .toString();
  return dateIn(yourZone) === dateIn(theirZone)
    ? sayClock(at, theirZone)
    : sayTime(at, { ...to, zone: theirZone });
}

const unusedFeed = (db: Reader, feedId: string) =>
  db
    .selectFrom('feeds')
    .select(['member_id', 'warned_at'])
    .where('id', '=', feedId)
    .where('warned_at', 'is not', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst();

const feedUnused = notice('feed_unused', FeedUnused, {
  preference: 'reminders',
  isUrgent: false,
  async to(db, { feedId }) {
    const feed = await unusedFeed(db, feedId);
    if (feed === undefined) return [];
    return [
      {
        key: `${feedId}:${feed.warned_at ?? 0}`,
        memberId: feed.member_id,
        otherId: null,
        facts: { about: feedId },
        href: '/settings/calendar',
      },
    ];
  },
  isOver: async (db, { facts }) => (await unusedFeed(db, facts.about)) === undefined,
  words: (_w, to) => ({
    subject: m.letters_feed_unused({}, to),
    paragraphs: [m.letters_feed_unused_what({}, to), m.letters_feed_unused_next({}, to)],
    button: m.letters_feed_unused_button({}, to),
  }),
});

export const reminderNotices: readonly Notice[] = [meetingReminder, feedUnused];
