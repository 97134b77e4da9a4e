/** Who is sent which file for their calendar when something happens to meetings. */
import { z } from 'zod';
import { readPairing } from '#domain/pairings/keeping/queries.server.ts';
import { isLiving, type Pairing } from '#domain/pairings/pairing.ts';
import type { Tx } from '#platform/db/database.server.ts';
import type { JobHandler } from '#platform/jobs.server.ts';
import { readMeeting } from '../../keeping/queries.server.ts';
import type { Meeting } from '../../meeting.ts';
import { readSeries } from '../../series/queries.server.ts';
import { nextOccurrences } from '../../series/series.ts';
import { sendInvitations, type Desk, type News } from './commands.server.ts';

type About = Pick<News, 'about' | 'reason' | 'day' | 'days' | 'isGone'>;
type Find<Event> = (tx: Tx, event: Event, now: number) => Promise<About[]>;

/** Reads what happened, finds what it means for calendars, and writes to both in one transaction. */
function inviting<Event extends { pairingId: string }>(
  shape: z.ZodType<Event>,
  { find, isAfterEnd = false }: { find: Find<Event>; isAfterEnd?: boolean },
): JobHandler {
  return async (job, { db, clock, config, secret, random }) => {
    const event = shape.parse(job.payload);
    const desk: Desk = { config, secret, random, now: clock.now(), eventKey: job.key };
    await db.transact(async (tx) => {
      const pairing = await readPairing(tx, event.pairingId);
      // Once it is over the ending takes everything away; nothing may come after that.
      if (pairing === undefined || isLiving(pairing) === isAfterEnd) return;
      for (const news of await find(tx, event, desk.now)) await send(tx, { pairing, news, desk });
    });
  };
}

const send = (
  tx: Tx,
  { pairing, news, desk }: { pairing: Pairing; news: About; desk: Desk },
): Promise<void> => sendInvitations(tx, { pairing, ...news }, desk);

const pairingShape = z.object({ pairingId: z.string() });
const restShape = pairingShape.extend({ name: z.string() });
const meetingShape = z.object({ pairingId: z.string(), meetingId: z.string() });
const seriesShape = z.object({ pairingId: z.string(), seriesId: z.string() });
const pauseShape = seriesShape.extend({ from: z.string(), to: z.string() });
const agreedShape = seriesShape.extend({ beforeId: z.string().nullable() });

async function seriesNews(tx: Tx, seriesId: string, news: Omit<About, 'about'>): Promise<About[]> {
  const kept = await readSeries(tx, seriesId);
  return kept === undefined ? [] : [{ about: { kind: 'series', kept }, ...news }];
}

const single = (meeting: Meeting, news: Omit<About, 'about'>): About => ({
  about: { kind: 'meeting', meeting },
  ...news,
});

export const inviteToMeeting = inviting(meetingShape, {
  find: async (tx, { meetingId }, now) => {
    const meeting = await readMeeting(tx, meetingId);
    if (meeting?.state !== 'planned' || meeting.at <= now) return [];
    return [single(meeting, { reason: 'booked' })];
  },
});

export const inviteAnew = inviting(meetingShape, {
  find: async (tx, { meetingId }) => {
    const meeting = await readMeeting(tx, meetingId);
    if (meeting?.state !== 'planned') return [];
    if (meeting.seriesId === null) return [single(meeting, { reason: 'moved' })];
    return seriesNews(tx, meeting.seriesId, { reason: 'moved' });
  },
});

/** Called off by the two, or because one of them has something else at that time by now. */
export const callOffMeeting = inviting(meetingShape, {
  find: async (tx, { meetingId }) => {
    const meeting = await readMeeting(tx, meetingId);
    if (meeting?.state !== 'called_off') return [];
    if (meeting.seriesId === null) return [single(meeting, { reason: 'called_off', isGone: true })];
    const { date, at } = meeting;
    return seriesNews(tx, meeting.seriesId, { reason: 'called_off', day: { date, at } });
  },
});

/** The rhythm before ends with its last day; where it never had one, it goes. */
export const inviteToRhythm = inviting(agreedShape, {
  find: async (tx, { seriesId, beforeId }) => [
    ...(beforeId === null ? [] : await endOf(tx, beforeId)),
    ...(await seriesNews(tx, seriesId, { reason: 'rhythm' })),
  ],
});

async function endOf(tx: Tx, seriesId: string): Promise<About[]> {
  const kept = await readSeries(tx, seriesId);
  if (kept === undefined) return [];
  const isEmpty = nextOccurrences(kept.series, { from: kept.beganAt, limit: 1 }).length === 0;
  return [{ about: { kind: 'series', kept }, reason: 'replaced', isGone: isEmpty }];
}

export const inviteAroundPause = inviting(pauseShape, {
  find: (tx, { seriesId, from, to }) =>
    seriesNews(tx, seriesId, { reason: 'paused', days: { from, to } }),
});

/** The law changed clocks: calendars learn anew what those of the series do. */
export const inviteByNewLaw = inviting(seriesShape, {
  find: (tx, { seriesId }) => seriesNews(tx, seriesId, { reason: 'shifted' }),
});

/** While two people rest, nothing stands in their calendars; when they wake, their rhythm does again. */
export const inviteAroundRest = inviting(restShape, {
  find: async (tx, { pairingId, name }, now) => {
    const all = await sentIn(tx, pairingId);
    const found: About[] = [];
    for (const { about_id: id, kind } of all) {
      if (kind === 'series') found.push(...(await runningNews(tx, id)));
      else if (name === 'PairingRested') found.push(...(await calledOffSingle(tx, id, now)));
    }
    return found;
  },
});

async function runningNews(tx: Tx, seriesId: string): Promise<About[]> {
  const news = await seriesNews(tx, seriesId, { reason: 'resting' });
  return news.filter(({ about }) => about.kind === 'series' && about.kept.endedAt === null);
}

async function calledOffSingle(tx: Tx, meetingId: string, now: number): Promise<About[]> {
  const meeting = await readMeeting(tx, meetingId);
  if (meeting?.state !== 'called_off' || meeting.at <= now) return [];
  return [single(meeting, { reason: 'called_off', isGone: true })];
}

/** An ending takes what is to come off both calendars at once, in the same words (requirement E6). */
export const callEverythingOff = inviting(pairingShape, {
  isAfterEnd: true,
  find: async (tx, { pairingId }, now) => {
    const found: About[] = [];
    for (const { about_id: id, kind } of await sentIn(tx, pairingId)) {
      const news = { reason: 'ended', isGone: true } as const;
      if (kind === 'series') found.push(...(await toCome(tx, id, now)));
      else {
        const meeting = await readMeeting(tx, id);
        if (meeting !== undefined && meeting.at > now) found.push(single(meeting, news));
      }
    }
    return found;
  },
});

async function toCome(tx: Tx, seriesId: string, now: number): Promise<About[]> {
  const kept = await readSeries(tx, seriesId);
  if (kept === undefined) return [];
  const isOver = nextOccurrences(kept.series, { from: now, limit: 1 }).length === 0;
  return isOver ? [] : [{ about: { kind: 'series', kept }, reason: 'ended', isGone: true }];
}

const sentIn = (tx: Tx, pairingId: string) =>
  tx
    .selectFrom('sent_invitations')
    .select(['about_id', 'kind'])
    .distinct()
    .where('pairing_id', '=', pairingId)
    .orderBy('about_id')
    .execute();
