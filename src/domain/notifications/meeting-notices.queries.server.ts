/** Notices about meetings and rhythms. Whoever did something knows it; where nobody did, both are told. */
import { isInvited } from '#domain/calendars/calendar-invitations.queries.server.ts';
import {
  DriftNoticed,
  MeetingBooked,
  MeetingCalledOff,
  MeetingClash,
  MeetingMoved,
  MeetingSuggested,
  RhythmAgreed,
  RhythmPaused,
  RhythmShifted,
} from '#domain/meetings/events.ts';
import { readMeeting } from '#domain/meetings/meeting-store.queries.server.ts';
import type { Meeting } from '#domain/meetings/meeting.ts';
import { readSeries } from '#domain/meetings/series.queries.server.ts';
import { nextOccurrences } from '#domain/rhythms/series.ts';
import { meetingOf, readSuggestion } from '#domain/meetings/meeting-suggestions.queries.server.ts';
import { readPairing } from '#domain/pairings/pairing-store.queries.server.ts';
import { isLiving, type Pairing } from '#domain/pairings/pairing.ts';
import { sayDays } from '#lib/time-in-letters.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { m } from '#words/paraglide/messages.js';
import type { InLocale, NoticeFacts, Recipient, Waiting, WordArguments } from './notice.ts';
import { notice, type Notice } from './notice-kind.queries.server.ts';
import { isWrappedUp } from './pairing-notices.queries.server.ts';

type Recipients = Promise<Recipient[]>;

interface Change {
  readonly pairingId: string;
  /** Who did it and is not told; null: both are. */
  readonly by: string | null;
  /** What tells this time from another of the same kind. */
  readonly time: string | number;
  readonly facts?: Partial<NoticeFacts>;
  readonly href: string;
  /** What an invitation may have gone out to, which tells of it already. */
  readonly invitedTo?: string | undefined;
}

/** Tells the two of a living pairing, but for whoever did it. */
export async function toOthers(db: Reader, change: Change): Recipients {
  const pairing = await readPairing(db, change.pairingId);
  if (pairing === undefined || !isLiving(pairing)) return [];
  const { mentorId, menteeId } = pairing;
  const told = [mentorId, menteeId].filter((memberId) => memberId !== change.by);
  return Promise.all(told.map((memberId) => toOne(db, { pairing, memberId, change })));
}

async function toOne(
  db: Reader,
  { pairing, memberId, change }: { pairing: Pairing; memberId: string; change: Change },
): Promise<Recipient> {
  const { time, facts = {}, href, invitedTo: aboutId = '' } = change;
  return {
    key: `${pairing.id}:${time}:${memberId}`,
    memberId,
    otherId: memberId === pairing.mentorId ? pairing.menteeId : pairing.mentorId,
    facts: { about: pairing.id, ...facts },
    href,
    settledHref: pageOf(pairing.id),
    isMailed: aboutId !== '' && (await isInvited(db, { aboutId, memberId })),
  };
}

const pageOf = (pairingId: string): string => `/pairings/${pairingId}/meetings`;

const meetingSuggested = notice('meeting_suggested', MeetingSuggested, {
  preference: 'meetings',
  isFromOther: true,
  async to(db, { pairingId, suggestionId }) {
    const found = await readSuggestion(db, suggestionId);
    if (found?.state !== 'open' || found.byId === null) return [];
    const { suggested, byId: by } = found;
    const meeting = await meetingOf(db, suggested);
    const days =
      suggested.kind === 'pause' ? { from: suggested.from, to: suggested.to } : undefined;
    const facts = { latest: suggestionId, what: suggested.kind, at: meeting?.at, days };
    return toOthers(db, { pairingId, by, time: suggestionId, facts, href: pageOf(pairingId) });
  },
  async isOver(db, { facts }) {
    const row = await db
      .selectFrom('meeting_suggestions')
      .select('state')
      .where('id', '=', facts.latest ?? '')
      .executeTakeFirst();
    return row?.state !== 'open';
  },
  words: (w, to) => ({
    subject: suggestionSubject(w, to),
    paragraphs: [m.letters_meeting_suggested_what({}, to)],
    button: m.letters_meeting_suggested_button({}, to),
  }),
});

function suggestionSubject(w: WordArguments, to: InLocale): string {
  switch (w.what) {
    case 'move':
      return m.letters_meeting_suggested_move(w, to);
    case 'skip':
      return m.letters_meeting_suggested_skip(w, to);
    case 'move_all':
      return m.letters_meeting_suggested_move_all(w, to);
    case 'rhythm':
      return m.letters_meeting_suggested_rhythm(w, to);
    case 'pause':
      return w.days === null
        ? m.letters_meeting_suggested_pause(w, to)
        : m.letters_meeting_suggested_pause_days({ ...w, days: sayDays(w.days, to.locale) }, to);
    default:
      return m.letters_meeting_suggested_times(w, to);
  }
}

interface AboutMeeting {
  readonly pairingId: string;
  readonly meetingId: string;
  readonly by: string | null;
}

/** About one meeting, as long as it is in the state that is told of. */
async function aboutMeeting(
  db: Reader,
  { pairingId, meetingId, by }: AboutMeeting,
  { state, isInvitedTo = true }: { state: Meeting['state']; isInvitedTo?: boolean },
): Recipients {
  const meeting = await readMeeting(db, meetingId);
  if (meeting?.state !== state) return [];
  const { at, sequence, seriesId } = meeting;
  return toOthers(db, {
    pairingId,
    by,
    time: `${meetingId}:${sequence}`,
    facts: { latest: meetingId, at },
    href: `/meetings/${meetingId}`,
    invitedTo: isInvitedTo ? (seriesId ?? meetingId) : undefined,
  });
}

/** It is no longer where it was when it was told of, or the two do not meet any more. */
export async function isNotToCome(db: Reader, { facts }: Waiting, now: number): Promise<boolean> {
  const row = await db
    .selectFrom('meetings')
    .innerJoin('pairings', 'pairings.id', 'meetings.pairing_id')
    .select('meetings.at')
    .where('meetings.id', '=', facts.latest ?? '')
    .where('meetings.state', '=', 'planned')
    .where('pairings.state', 'not in', ['wrapped_up', 'resting'])
    .executeTakeFirst();
  return row === undefined || row.at !== facts.at || row.at <= now;
}

/** Of a first chat the yes it came with has told. */
const meetingBooked = notice('meeting_booked', MeetingBooked, {
  preference: 'meetings',
  isFromOther: true,
  showsTime: true,
  to: async (db, facts) =>
    facts.because === 'first_chat' ? [] : aboutMeeting(db, facts, { state: 'planned' }),
  isOver: isNotToCome,
  words: (w, to) => ({
    subject: w.at === null ? m.letters_meeting_booked(w, to) : m.letters_meeting_booked_time(w, to),
    paragraphs: [m.letters_meeting_booked_what({}, to)],
    button: m.letters_meeting_button({}, to),
  }),
});

const meetingMoved = notice('meeting_moved', MeetingMoved, {
  preference: 'meetings',
  isFromOther: true,
  showsTime: true,
  to: (db, facts) => aboutMeeting(db, facts, { state: 'planned' }),
  isOver: isNotToCome,
  words: (w, to) => ({
    subject: w.at === null ? m.letters_meeting_moved(w, to) : m.letters_meeting_moved_time(w, to),
    paragraphs: [m.letters_meeting_moved_what({}, to)],
    button: m.letters_meeting_button({}, to),
  }),
});

const meetingCalledOff = notice('meeting_called_off', MeetingCalledOff, {
  preference: 'meetings',
  isFromOther: true,
  to: (db, facts) => aboutMeeting(db, facts, { state: 'called_off' }),
  isOver: isWrappedUp,
  words: (w, to) => ({
    subject: w.at === null ? m.letters_meeting_off(w, to) : m.letters_meeting_off_day(w, to),
    paragraphs: [m.letters_meeting_off_what({}, to)],
    button: m.letters_pairing_button(w, to),
  }),
});

/** Another time is asked for, which no calendar does, so an invitation does not stand for it. */
const meetingClash = notice('meeting_clash', MeetingClash, {
  preference: 'meetings',
  to: (db, facts) =>
    aboutMeeting(db, { ...facts, by: null }, { state: 'called_off', isInvitedTo: false }),
  isOver: isWrappedUp,
  words: (w, to) => ({
    subject: w.at === null ? m.letters_meeting_clash(w, to) : m.letters_meeting_clash_day(w, to),
    paragraphs: [m.letters_meeting_clash_what({}, to)],
    button: m.letters_meeting_clash_button({}, to),
  }),
});

interface AboutSeries {
  readonly pairingId: string;
  readonly seriesId: string;
  readonly by: string | null;
  readonly days?: NoticeFacts['days'];
}

async function aboutSeries(
  db: Reader,
  { pairingId, seriesId, by, days }: AboutSeries,
  nextFrom: number | null,
): Recipients {
  const kept = await readSeries(db, seriesId);
  if (kept === undefined) return [];
  const [next] =
    nextFrom === null ? [] : nextOccurrences(kept.series, { from: nextFrom, limit: 1 });
  return toOthers(db, {
    pairingId,
    by,
    time: `${seriesId}:${kept.sequence}`,
    facts: { latest: seriesId, at: next?.at, days },
    href: pageOf(pairingId),
    invitedTo: seriesId,
  });
}

const rhythmAgreed = notice('rhythm_agreed', RhythmAgreed, {
  preference: 'meetings',
  isFromOther: true,
  showsTime: true,
  to: (db, facts, { now }) => aboutSeries(db, facts, now),
  isOver: isWrappedUp,
  words: (w, to) => ({
    subject: m.letters_rhythm_agreed(w, to),
    paragraphs: [
      w.at === null ? m.letters_rhythm_agreed_what({}, to) : m.letters_rhythm_agreed_next({}, to),
    ],
    button: m.letters_pairing_button(w, to),
  }),
});

const rhythmPaused = notice('rhythm_paused', RhythmPaused, {
  preference: 'meetings',
  isFromOther: true,
  to: (db, { from, to: until, ...facts }) =>
    aboutSeries(db, { ...facts, days: { from, to: until } }, null),
  isOver: isWrappedUp,
  words: (w, to) => ({
    subject:
      w.days === null
        ? m.letters_rhythm_paused(w, to)
        : m.letters_rhythm_paused_days({ ...w, days: sayDays(w.days, to.locale) }, to),
    paragraphs: [m.letters_rhythm_paused_what({}, to)],
    button: m.letters_pairing_button(w, to),
  }),
});

/** The law changed clocks, so nobody did it: both are told the same. */
const rhythmShifted = notice('rhythm_shifted', RhythmShifted, {
  preference: 'meetings',
  showsTime: true,
  to: (db, facts, { now }) => aboutSeries(db, { ...facts, by: null }, now),
  isOver: isWrappedUp,
  words: (w, to) => ({
    subject: m.letters_rhythm_shifted(w, to),
    paragraphs: [
      w.at === null ? m.letters_rhythm_shifted_why({}, to) : m.letters_rhythm_shifted_next({}, to),
    ],
    button: m.letters_pairing_button(w, to),
  }),
});

/** The same for both, once for each time it is asked, however late that is told. */
const fewerMeetings = notice('drift', DriftNoticed, {
  preference: 'meetings',
  isUrgent: false,
  to: (db, { pairingId, askedAt: time }) =>
    toOthers(db, { pairingId, by: null, time, href: `${pageOf(pairingId)}/rhythm` }),
  isOver: isWrappedUp,
  words: (w, to) => ({
    subject: m.letters_drift(w, to),
    paragraphs: [m.letters_drift_what({}, to), m.letters_drift_next({}, to)],
    button: m.letters_drift_button({}, to),
  }),
});

export const meetingNotices: readonly Notice[] = [
  meetingSuggested,
  meetingBooked,
  meetingMoved,
  meetingCalledOff,
  meetingClash,
  rhythmAgreed,
  rhythmPaused,
  rhythmShifted,
  fewerMeetings,
];
