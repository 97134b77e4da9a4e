/** Who is told what about meetings. Whoever did something knows it; by nobody means both are told. */
import { isInvited } from '#domain/meetings/calendars/invitations/queries.server.ts';
import type {
  DriftNoticed,
  FeedUnused,
  MeetingBooked,
  MeetingCalledOff,
  MeetingClash,
  MeetingMoved,
  MeetingNear,
  MeetingSuggested,
  RhythmAgreed,
  RhythmPaused,
  RhythmShifted,
} from '#domain/meetings/events.ts';
import { readMeeting } from '#domain/meetings/keeping/queries.server.ts';
import type { Meeting } from '#domain/meetings/meeting.ts';
import { isWanted } from '#domain/meetings/reminders/reminder.ts';
import { remindersOf } from '#domain/meetings/reminders/queries.server.ts';
import { readSeries } from '#domain/meetings/series/queries.server.ts';
import { nextOccurrences } from '#domain/meetings/series/series.ts';
import { meetingOf, readSuggestion } from '#domain/meetings/suggestions/queries.server.ts';
import { readPairing } from '#domain/pairings/keeping/queries.server.ts';
import { isLiving, type Pairing } from '#domain/pairings/pairing.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { Facts, NoticeKind, Telling } from '../../notice.ts';

type Tellings = Promise<Telling[]>;

interface About {
  readonly kind: NoticeKind;
  /** What tells this time from another of the same kind. */
  readonly time: string | number;
  readonly facts?: Partial<Facts>;
  readonly href: string;
  /** What an invitation may have gone out to. */
  readonly invitedTo?: string | undefined;
}

/** Tells the two of a living pairing, but for whoever did it. */
async function toOthers(
  db: Reader,
  { pairingId, by, about }: { pairingId: string; by: string | null; about: About },
): Tellings {
  const pairing = await readPairing(db, pairingId);
  if (pairing === undefined || !isLiving(pairing)) return [];
  const { mentorId, menteeId } = pairing;
  const told = [mentorId, menteeId].filter((memberId) => memberId !== by);
  return Promise.all(told.map((memberId) => toOne(db, { pairing, memberId, about })));
}

async function toOne(
  db: Reader,
  { pairing, memberId, about }: { pairing: Pairing; memberId: string; about: About },
): Promise<Telling> {
  const { kind, time, facts = {}, href, invitedTo } = about;
  const aboutId = invitedTo ?? '';
  return {
    key: `${kind}:${pairing.id}:${time}:${memberId}`,
    memberId,
    otherId: memberId === pairing.mentorId ? pairing.menteeId : pairing.mentorId,
    kind,
    facts: { about: pairing.id, ...facts },
    href,
    settledHref: pageOf(pairing.id),
    isMailed: aboutId !== '' && (await isInvited(db, { aboutId, memberId })),
  };
}

const pageOf = (pairingId: string): string => `/pairings/${pairingId}/meetings`;

export async function meetingSuggested(
  db: Reader,
  { pairingId, suggestionId }: MeetingSuggested,
): Tellings {
  const found = await readSuggestion(db, suggestionId);
  if (found?.state !== 'open' || found.byId === null) return [];
  const { suggested } = found;
  const meeting = await meetingOf(db, suggested);
  const days = suggested.kind === 'pause' ? { from: suggested.from, to: suggested.to } : undefined;
  const facts = { latest: suggestionId, what: suggested.kind, at: meeting?.at, days };
  const about = { kind: 'meeting_suggested', time: suggestionId, facts } as const;
  return toOthers(db, { pairingId, by: found.byId, about: { ...about, href: pageOf(pairingId) } });
}

/** Of a first chat the yes it came with has told. */
export async function meetingBooked(db: Reader, event: MeetingBooked): Tellings {
  return event.because === 'first_chat' ? [] : aboutMeeting(db, event, 'meeting_booked');
}

export const meetingMoved = (db: Reader, event: MeetingMoved): Tellings =>
  aboutMeeting(db, event, 'meeting_moved');

export const meetingCalledOff = (db: Reader, event: MeetingCalledOff): Tellings =>
  aboutMeeting(db, event, 'meeting_called_off');

export const meetingClash = (db: Reader, event: MeetingClash): Tellings =>
  aboutMeeting(db, { ...event, by: null }, 'meeting_clash');

async function aboutMeeting(
  db: Reader,
  { pairingId, meetingId, by }: { pairingId: string; meetingId: string; by: string | null },
  kind: NoticeKind,
): Tellings {
  const meeting = await readMeeting(db, meetingId);
  if (meeting === undefined || !isStillSo(meeting, kind)) return [];
  const { at, sequence, seriesId } = meeting;
  const about: About = {
    kind,
    time: `${meetingId}:${sequence}`,
    facts: { latest: meetingId, at },
    href: `/meetings/${meetingId}`,
    // Another time is asked for, which no calendar does.
    invitedTo: kind === 'meeting_clash' ? undefined : (seriesId ?? meetingId),
  };
  return toOthers(db, { pairingId, by, about });
}

const isStillSo = ({ state }: Meeting, kind: NoticeKind): boolean =>
  kind === 'meeting_booked' || kind === 'meeting_moved'
    ? state === 'planned'
    : state === 'called_off';

export async function rhythmChanged(
  db: Reader,
  event: RhythmAgreed | RhythmPaused,
  now: number,
): Tellings {
  const { name, pairingId, seriesId, by } = event;
  const kept = await readSeries(db, seriesId);
  if (kept === undefined) return [];
  const isAgreed = name === 'RhythmAgreed';
  const [next] = isAgreed ? nextOccurrences(kept.series, { from: now, limit: 1 }) : [];
  const days = isAgreed ? undefined : { from: event.from, to: event.to };
  const about: About = {
    kind: isAgreed ? 'rhythm_agreed' : 'rhythm_paused',
    time: `${seriesId}:${kept.sequence}`,
    facts: { latest: seriesId, at: next?.at, days },
    href: pageOf(pairingId),
    invitedTo: seriesId,
  };
  return toOthers(db, { pairingId, by, about });
}

/** The law changed clocks, so it is nobody's doing: both are told the same. */
export async function rhythmShifted(
  db: Reader,
  { pairingId, seriesId }: RhythmShifted,
  now: number,
): Tellings {
  const kept = await readSeries(db, seriesId);
  if (kept === undefined) return [];
  const [next] = nextOccurrences(kept.series, { from: now, limit: 1 });
  const about: About = {
    kind: 'rhythm_shifted',
    time: `${seriesId}:${kept.sequence}`,
    facts: { latest: seriesId, at: next?.at },
    href: pageOf(pairingId),
    invitedTo: seriesId,
  };
  return toOthers(db, { pairingId, by: null, about });
}

/** The same for both, once for each time it is asked, however late that is told. */
export async function driftNoticed(
  db: Reader,
  { pairingId, askedAt: time }: DriftNoticed,
): Tellings {
  const href = `${pageOf(pairingId)}/rhythm`;
  return toOthers(db, { pairingId, by: null, about: { kind: 'drift', time, href } });
}

/** To those who chose it, while the meeting is where it was and still to come, however late this is told. */
export async function meetingNear(
  db: Reader,
  { pairingId, meetingId, at, how }: MeetingNear,
  now: number,
): Tellings {
  const meeting = await readMeeting(db, meetingId);
  if (meeting?.state !== 'planned' || meeting.at !== at || at <= now) return [];
  const about: About = {
    kind: 'meeting_reminder',
    time: `${meetingId}:${at}:${how}`,
    facts: { latest: meetingId, at, what: how },
    href: `/meetings/${meetingId}`,
  };
  const tellings = await toOthers(db, { pairingId, by: null, about });
  const wanted = await Promise.all(
    tellings.map(async ({ memberId }) => isWanted(await remindersOf(db, memberId), how)),
  );
  return tellings.filter((_, index) => wanted[index]);
}

export async function feedUnused(db: Reader, { feedId }: FeedUnused): Tellings {
  const feed = await db
    .selectFrom('feeds')
    .select(['member_id', 'warned_at'])
    .where('id', '=', feedId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (feed === undefined || feed.warned_at === null) return [];
  const telling = {
    key: `feed_unused:${feedId}:${feed.warned_at}`,
    memberId: feed.member_id,
    otherId: null,
    kind: 'feed_unused' as const,
    facts: { about: feedId },
    href: '/settings/calendar',
  };
  return [telling];
}
