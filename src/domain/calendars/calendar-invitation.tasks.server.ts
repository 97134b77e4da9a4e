/** Which invitations are sent when something happens to meetings. */
import { readPairing } from '#domain/pairings/pairing-store.queries.server.ts';
import { isLiving } from '#domain/pairings/pairing.ts';
import type { FactsOf } from '#lib/event.ts';
import { inAct } from '#platform/act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { Reaction } from '#platform/reactions.server.ts';
import type { RhythmAgreed, RhythmPaused } from '#domain/meetings/events.ts';
import { readMeeting } from '#domain/meetings/meeting-store.queries.server.ts';
import type { Meeting } from '#domain/meetings/meeting.ts';
import { readSeries } from '#domain/meetings/series.queries.server.ts';
import { nextOccurrences } from '#domain/rhythms/series.ts';
import { sendInvitations, type News } from './calendar-invitations.commands.server.ts';

type FoundNews = Pick<News, 'about' | 'reason' | 'day' | 'days' | 'isGone'>;
type Find<Facts> = (db: Reader, facts: Facts, now: number) => Promise<FoundNews[]>;

interface OfPairing {
  readonly pairingId: string;
}
interface OfMeeting extends OfPairing {
  readonly meetingId: string;
}
interface OfSeries extends OfPairing {
  readonly seriesId: string;
}

/** A reaction that finds what an event means for calendars, and writes to both in one act. */
const inviting =
  <Facts extends OfPairing>(
    find: Find<Facts>,
    { isAfterEnd = false }: { isAfterEnd?: boolean } = {},
  ): Reaction<Facts> =>
  (facts, runtime, eventId) =>
    inAct(runtime, async (act) => {
      const pairing = await readPairing(act.tx, facts.pairingId);
      // The end of a pairing cancels everything; nothing may be sent after it.
      if (pairing === undefined || isLiving(pairing) === isAfterEnd) return;
      for (const news of await find(act.tx, facts, act.now))
        await sendInvitations(act, { pairing, ...news }, { ...runtime, eventId });
    });

async function seriesNews(
  db: Reader,
  seriesId: string,
  news: Omit<FoundNews, 'about'>,
): Promise<FoundNews[]> {
  const kept = await readSeries(db, seriesId);
  return kept === undefined ? [] : [{ about: { kind: 'series', kept }, ...news }];
}

const single = (meeting: Meeting, news: Omit<FoundNews, 'about'>): FoundNews => ({
  about: { kind: 'meeting', meeting },
  ...news,
});

export const inviteToMeeting = inviting(async (db, { meetingId }: OfMeeting, now) => {
  const meeting = await readMeeting(db, meetingId);
  if (meeting?.state !== 'planned' || meeting.at <= now) return [];
  return [single(meeting, { reason: 'booked' })];
});

export const inviteAnew = inviting(async (db, { meetingId }: OfMeeting) => {
  const meeting = await readMeeting(db, meetingId);
  if (meeting?.state !== 'planned') return [];
  if (meeting.seriesId === null) return [single(meeting, { reason: 'moved' })];
  return seriesNews(db, meeting.seriesId, { reason: 'moved' });
});

/** Called off by the two, or because one of them is booked otherwise by now. */
export const callOffMeeting = inviting(async (db, { meetingId }: OfMeeting) => {
  const meeting = await readMeeting(db, meetingId);
  if (meeting?.state !== 'called_off') return [];
  if (meeting.seriesId === null) return [single(meeting, { reason: 'called_off', isGone: true })];
  const { date, at } = meeting;
  return seriesNews(db, meeting.seriesId, { reason: 'called_off', day: { date, at } });
});

/** The rhythm before ends with its last day; where it never had one, it is cancelled. */
export const inviteToRhythm = inviting(
  async (db, { seriesId, beforeId }: FactsOf<typeof RhythmAgreed>) => [
    ...(beforeId === null ? [] : await endOf(db, beforeId)),
    ...(await seriesNews(db, seriesId, { reason: 'rhythm' })),
  ],
);

async function endOf(db: Reader, seriesId: string): Promise<FoundNews[]> {
  const kept = await readSeries(db, seriesId);
  if (kept === undefined) return [];
  const isEmpty = nextOccurrences(kept.series, { from: kept.beganAt, limit: 1 }).length === 0;
  return [{ about: { kind: 'series', kept }, reason: 'replaced', isGone: isEmpty }];
}

export const inviteAroundPause = inviting(
  (db, { seriesId, from, to }: FactsOf<typeof RhythmPaused>) =>
    seriesNews(db, seriesId, { reason: 'paused', days: { from, to } }),
);

/** A changed time zone law: calendars are sent the series again. */
export const inviteByNewLaw = inviting((db, { seriesId }: OfSeries) =>
  seriesNews(db, seriesId, { reason: 'shifted' }),
);

/** A rest takes the rhythm and the called off single meetings out of the calendars of the two. */
export const inviteAroundRest = inviting(async (db, { pairingId }: OfPairing, now) => {
  const found: FoundNews[] = [];
  for (const { about_id: id, kind } of await sentIn(db, pairingId)) {
    if (kind === 'series') found.push(...(await runningNews(db, id)));
    else found.push(...(await calledOffSingle(db, id, now)));
  }
  return found;
});

/** After a rest the rhythm is in their calendars again. */
export const inviteAfterRest = inviting(async (db, { pairingId }: OfPairing) => {
  const found: FoundNews[] = [];
  for (const { about_id: id, kind } of await sentIn(db, pairingId))
    if (kind === 'series') found.push(...(await runningNews(db, id)));
  return found;
});

async function runningNews(db: Reader, seriesId: string): Promise<FoundNews[]> {
  const news = await seriesNews(db, seriesId, { reason: 'resting' });
  return news.filter(({ about }) => about.kind === 'series' && about.kept.endedAt === null);
}

async function calledOffSingle(db: Reader, meetingId: string, now: number): Promise<FoundNews[]> {
  const meeting = await readMeeting(db, meetingId);
  if (meeting?.state !== 'called_off' || meeting.at <= now) return [];
  return [single(meeting, { reason: 'called_off', isGone: true })];
}

/** An ending cancels all that is to come for both at once, in the same words (requirement E6). */
export const callEverythingOff = inviting(
  async (db, { pairingId }: OfPairing, now) => {
    const found: FoundNews[] = [];
    for (const { about_id: id, kind } of await sentIn(db, pairingId)) {
      const news = { reason: 'ended', isGone: true } as const;
      if (kind === 'series') found.push(...(await toCome(db, id, now)));
      else {
        const meeting = await readMeeting(db, id);
        if (meeting !== undefined && meeting.at > now) found.push(single(meeting, news));
      }
    }
    return found;
  },
  { isAfterEnd: true },
);

async function toCome(db: Reader, seriesId: string, now: number): Promise<FoundNews[]> {
  const kept = await readSeries(db, seriesId);
  if (kept === undefined) return [];
  const isOver = nextOccurrences(kept.series, { from: now, limit: 1 }).length === 0;
  return isOver ? [] : [{ about: { kind: 'series', kept }, reason: 'ended', isGone: true }];
}

const sentIn = (db: Reader, pairingId: string) =>
  db
    .selectFrom('sent_invitations')
    .select(['about_id', 'kind'])
    .distinct()
    .where('pairing_id', '=', pairingId)
    .orderBy('about_id')
    .execute();
