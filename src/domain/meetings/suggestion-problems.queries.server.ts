/** What makes a suggestion impossible: looked for when it is made, and again when it is accepted. */
import type { Pairing } from '#domain/pairings/pairing.ts';
import { refused, type Refused } from '#lib/outcome.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { Span } from '#domain/free-times/quarter.ts';
import { areFree, freeNear } from '#domain/free-times/booked-quarters.queries.server.ts';
import { bothOf, lifeOf } from './meeting-store.queries.server.ts';
import { dueMeetings, farthestAhead, horizon, mayMeetAt, type Meeting } from './meeting.ts';
import { runningSeries } from './series.queries.server.ts';
import type { Series } from '#domain/rhythms/series.ts';
import { meetingOf } from './meeting-suggestions.queries.server.ts';
import { instantOf, mostTimes, stillStands, type Suggested } from './meeting-suggestion.ts';

export interface Taken extends Refused<'taken'> {
  /** Up to three free times near it, epoch milliseconds. */
  readonly nearest: readonly number[];
}

export type Problem =
  | Refused<'not_found' | 'past' | 'too_far' | 'resting' | 'gone' | 'no_rhythm' | 'choose_one'>
  | Taken;

/** The pairing a suggestion is for, and the moment, epoch milliseconds. */
interface Situation {
  readonly pairing: Pairing;
  readonly now: number;
}

/** Why a suggestion cannot be carried out as things are; null where it can. */
export async function problemWith(
  db: Reader,
  { suggested, ...situation }: Situation & { suggested: Suggested },
): Promise<Problem | null> {
  const { pairing, now } = situation;
  const meeting = await meetingOf(db, suggested);
  const isForeign = meeting?.pairingId !== pairing.id;
  if ('meetingId' in suggested && isForeign) return refused('not_found');
  if (!stillStands(suggested, { meeting, now })) return refused(overCode(suggested));
  switch (suggested.kind) {
    case 'times':
      return withTimes(db, situation, suggested);
    case 'move':
    case 'move_all':
      return meeting === undefined
        ? refused('gone')
        : withMove(db, situation, { meeting, at: instantOf(suggested), kind: suggested.kind });
    case 'rhythm':
      return withRhythm(db, situation, { ...suggested.plan, changes: [] });
    case 'pause':
      return (await runningSeries(db, pairing.id)) ? null : refused('no_rhythm');
    case 'skip':
      return null;
  }
}

/** A past meeting can no longer be changed; for a past time another can be suggested. */
const overCode = ({ kind }: Suggested): 'gone' | 'past' =>
  kind === 'skip' || kind === 'move' || kind === 'move_all' ? 'gone' : 'past';

async function withTimes(
  db: Reader,
  situation: Situation,
  { times, minutes }: { times: readonly number[]; minutes: number },
): Promise<Problem | null> {
  if (times.length === 0 || times.length > mostTimes) return refused('choose_one');
  for (const at of times) {
    const problem = await withTime(db, situation, { at, endsAt: at + minutes * 60_000 });
    if (problem !== null) return problem;
  }
  return null;
}

async function withMove(
  db: Reader,
  situation: Situation,
  { meeting, at, kind }: { meeting: Meeting; at: number; kind: 'move' | 'move_all' },
): Promise<Problem | null> {
  if (kind === 'move_all') {
    const running = await runningSeries(db, situation.pairing.id);
    if (running === undefined || running.id !== meeting.seriesId) return refused('no_rhythm');
  }
  const endsAt = at + meeting.endsAt - meeting.at;
  const own =
    kind === 'move' ? [meeting.id] : await plannedIds(db, meeting.seriesId, situation.now);
  return withTime(db, situation, { at, endsAt, except: own });
}

/** The problem with one time; the time of the meetings in `except` counts as free. */
async function withTime(
  db: Reader,
  { pairing, now }: Situation,
  { at, endsAt, except = [] }: Span & { except?: readonly string[] },
): Promise<Problem | null> {
  if (at <= now) return refused('past');
  if (at > now + farthestAhead) return refused('too_far');
  if (!mayMeetAt(lifeOf(pairing), at)) return refused('resting');
  const asking = { memberIds: bothOf(pairing), at, endsAt, except };
  if (await areFree(db, asking)) return null;
  return { ...refused('taken'), nearest: await freeNear(db, { ...asking, now }) };
}

/** A rhythm may lose single days to other meetings, but not all of the coming ones. */
async function withRhythm(
  db: Reader,
  situation: Situation,
  series: Series,
): Promise<Problem | null> {
  const { pairing, now } = situation;
  const running = await runningSeries(db, pairing.id);
  const except = await plannedIds(db, running?.id ?? null, now);
  const life = lifeOf(pairing);
  const due = dueMeetings(series, { life, from: now + 1, until: now + horizon });
  let first: Problem | null = null;
  for (const { at, endsAt } of due) {
    const problem = await withTime(db, situation, { at, endsAt, except });
    if (problem === null) return null;
    first ??= problem;
  }
  return first;
}

/** The coming meetings of a series. */
async function plannedIds(db: Reader, seriesId: string | null, now: number): Promise<string[]> {
  if (seriesId === null) return [];
  const rows = await db
    .selectFrom('meetings')
    .select('id')
    .where('series_id', '=', seriesId)
    .where('state', '=', 'planned')
    .where('at', '>', now)
    .execute();
  return rows.map(({ id }) => id);
}
