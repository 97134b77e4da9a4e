/** The words of notices about meetings. */
import { daysBetween, sayClock, sayDays, sayTime } from '#lib/say-time.ts';
import { m } from '#words/paraglide/messages.js';
import type { NoticeKind } from './notice.ts';
import type { In, Said, Told, Writer } from './told.ts';

type MeetingKind = Extract<
  NoticeKind,
  `meeting_${string}` | `rhythm_${string}` | 'drift' | 'feed_unused'
>;

export const meetingWriters: Record<MeetingKind, Writer> = {
  meeting_suggested: (said, told, to) => ({
    subject: suggestionSubject(said, told, to),
    paragraphs: [m.letters_meeting_suggested_what({}, to)],
    button: m.letters_meeting_suggested_button({}, to),
  }),
  meeting_booked: (said, { at }, to) => ({
    subject:
      at === null ? m.letters_meeting_booked(said, to) : m.letters_meeting_booked_time(said, to),
    paragraphs: [m.letters_meeting_booked_what({}, to)],
    button: m.letters_meeting_button({}, to),
  }),
  meeting_moved: (said, { at }, to) => ({
    subject:
      at === null ? m.letters_meeting_moved(said, to) : m.letters_meeting_moved_time(said, to),
    paragraphs: [m.letters_meeting_moved_what({}, to)],
    button: m.letters_meeting_button({}, to),
  }),
  meeting_called_off: (said, { at }, to) => ({
    subject: at === null ? m.letters_meeting_off(said, to) : m.letters_meeting_off_day(said, to),
    paragraphs: [m.letters_meeting_off_what({}, to)],
    button: m.letters_pairing_button(said, to),
  }),
  meeting_clash: (said, { at }, to) => ({
    subject:
      at === null ? m.letters_meeting_clash(said, to) : m.letters_meeting_clash_day(said, to),
    paragraphs: [m.letters_meeting_clash_what({}, to)],
    button: m.letters_meeting_clash_button({}, to),
  }),
  rhythm_agreed: (said, { at }, to) => ({
    subject: m.letters_rhythm_agreed(said, to),
    paragraphs: [
      at === null ? m.letters_rhythm_agreed_what({}, to) : m.letters_rhythm_agreed_next({}, to),
    ],
    button: m.letters_pairing_button(said, to),
  }),
  rhythm_paused: (said, { days = null, locale }, to) => ({
    subject:
      days === null
        ? m.letters_rhythm_paused(said, to)
        : m.letters_rhythm_paused_days({ ...said, days: sayDays(days, locale) }, to),
    paragraphs: [m.letters_rhythm_paused_what({}, to)],
    button: m.letters_pairing_button(said, to),
  }),
  rhythm_shifted: (said, { at }, to) => ({
    subject: m.letters_rhythm_shifted(said, to),
    paragraphs: [
      at === null ? m.letters_rhythm_shifted_why({}, to) : m.letters_rhythm_shifted_next({}, to),
    ],
    button: m.letters_pairing_button(said, to),
  }),
  drift: (said, _told, to) => ({
    subject: m.letters_drift(said, to),
    paragraphs: [m.letters_drift_what({}, to), m.letters_drift_next({}, to)],
    button: m.letters_drift_button({}, to),
  }),
  meeting_reminder: (said, told, to) => ({
    subject: reminderSubject(said, told, to),
    paragraphs: [m.letters_meeting_reminder_what({}, to)],
    button: m.letters_meeting_button({}, to),
  }),
  feed_unused: (_said, _told, to) => ({
    subject: m.letters_feed_unused({}, to),
    paragraphs: [m.letters_feed_unused_what({}, to), m.letters_feed_unused_next({}, to)],
    button: m.letters_feed_unused_button({}, to),
  }),
};

function suggestionSubject(said: Said, { what = '', days = null, locale }: Told, to: In): string {
  switch (what) {
    case 'move':
      return m.letters_meeting_suggested_move(said, to);
    case 'skip':
      return m.letters_meeting_suggested_skip(said, to);
    case 'move_all':
      return m.letters_meeting_suggested_move_all(said, to);
    case 'rhythm':
      return m.letters_meeting_suggested_rhythm(said, to);
    case 'pause':
      return days === null
        ? m.letters_meeting_suggested_pause(said, to)
        : m.letters_meeting_suggested_pause_days({ ...said, days: sayDays(days, locale) }, to);
    default:
      return m.letters_meeting_suggested_times(said, to);
  }
}

/** "Tomorrow 18:30 with Kweku (13:30 for Kweku)". */
function reminderSubject(said: Said, told: Told, to: In): string {
  const { at, theirZone, name } = told;
  if (at === null) return m.letters_meeting_reminder_none(said, to);
  const when = sayWhen(at, told, to);
  if (theirZone === '' || name === '') return m.letters_meeting_reminder_one({ ...said, when }, to);
  return m.letters_meeting_reminder_both({ ...said, when, theirs: sayTheirs(at, told) }, to);
}

/** Near words only for who reads at once; a notice read next week names the day. */
function sayWhen(at: number, { now = null, yourZone: zone, locale }: Told, to: In): string {
  const days = now === null ? null : daysBetween(now, at, zone);
  const time = zone === '' ? `${sayClock(at, zone)} UTC` : sayClock(at, zone);
  if (days === 0) return m.letters_meeting_today({ time }, to);
  if (days === 1) return m.letters_meeting_tomorrow({ time }, to);
  return sayTime(at, { locale, zone });
}

/** Their clock alone, and their day too where it is another. */
function sayTheirs(at: number, { yourZone, theirZone, locale }: Told): string {
  const dateIn = (zone: string) =>
    Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO(zone || 'UTC')
      .toPlainDate()
      .toString();
  return dateIn(yourZone) === dateIn(theirZone)
    ? sayClock(at, theirZone)
    : sayTime(at, { locale, zone: theirZone });
}
