/** What stands in the way of a suggestion: when it is made, and again when the other says OK. */
import { refused, type Acting, type Refused } from '#domain/pairings/keeping/commands.server.ts';
import type { Span } from '../../booking/quarter.ts';
import { areFree, freeNear } from '../../booking/queries.server.ts';
import { bothOf, lifeOf } from '../../keeping/queries.server.ts';
import { dueMeetings, farthestAhead, horizon, mayMeetAt, type Meeting } from '../../meeting.ts';
import { runningSeries } from '../../series/queries.server.ts';
import type { Series } from '../../series/series.ts';
import { meetingOf } from '../queries.server.ts';
import { instantOf, mostTimes, stillStands, type Suggested } from '../suggestion.ts';

export interface Taken {
  outcome: 'refused';
  code: 'taken';
  /** Up to three free times near it, epoch milliseconds. */
  nearest: readonly number[];
}

export type Problem =
  | Refused<'not_found' | 'past' | 'too_far' | 'resting' | 'gone' | 'no_rhythm' | 'choose_one'>
  | Taken;

/** Why a suggestion cannot be carried out as things stand; null where it can. */
export async function problemWith(acting: Acting, suggested: Suggested): Promise<Problem | null> {
  const meeting = await meetingOf(acting.tx, suggested);
  const isForeign = meeting?.pairingId !== acting.pairing.id;
  if ('meetingId' in suggested && isForeign) return refused('not_found');
  if (!stillStands(suggested, { meeting, now: acting.now })) return refused(overCode(suggested));
  switch (suggested.kind) {
    case 'times':
      return withTimes(acting, suggested);
    case 'move':
    case 'move_all':
      return meeting === undefined
        ? refused('gone')
        : withMove(acting, { meeting, at: instantOf(suggested), kind: suggested.kind });
    case 'rhythm':
      return withRhythm(acting, { ...suggested.plan, changes: [] });
    case 'pause':
      return (await runningSeries(acting.tx, acting.pairing.id)) ? null : refused('no_rhythm');
    case 'skip':
      return null;
  }
}

/** A meeting that is over cannot be talked about any more; a time that is over can be another. */
const overCode = ({ kind }: Suggested): 'gone' | 'past' =>
  kind === 'skip' || kind === 'move' || kind === 'move_all' ? 'gone' : 'past';

async function withTimes(
  acting: Acting,
  { times, minutes }: { times: readonly number[]; minutes: number },
): Promise<Problem | null> {
  if (times.length === 0 || times.length > mostTimes) return refused('choose_one');
  for (const at of times) {
    const problem = await withTime(acting, { at, endsAt: at + minutes * 60_000 });
    if (problem !== null) return problem;
  }
  return null;
}

async function withMove(
  acting: Acting,
  { meeting, at, kind }: { meeting: Meeting; at: number; kind: 'move' | 'move_all' },
): Promise<Problem | null> {
  if (kind === 'move_all') {
    const running = await runningSeries(acting.tx, acting.pairing.id);
    if (running === undefined || running.id !== meeting.seriesId) return refused('no_rhythm');
  }
  const endsAt = at + meeting.endsAt - meeting.at;
  const own = kind === 'move' ? [meeting.id] : await rowsOf(acting, meeting.seriesId);
  return withTime(acting, { at, endsAt }, own);
}

/** One time for both, past the meetings named, which make room. */
export async function withTime(
  { tx, pairing, now }: Acting,
  { at, endsAt }: Span,
  except: readonly string[] = [],
): Promise<Problem | null> {
  if (at <= now) return refused('past');
  if (at > now + farthestAhead) return refused('too_far');
  if (!mayMeetAt(lifeOf(pairing), at)) return refused('resting');
  const asking = { memberIds: bothOf(pairing), at, endsAt, except };
  if (await areFree(tx, asking)) return null;
  return { outcome: 'refused', code: 'taken', nearest: await freeNear(tx, { ...asking, now }) };
}

/** A rhythm may lose single days to other meetings, but not all of the coming ones. */
async function withRhythm(acting: Acting, series: Series): Promise<Problem | null> {
  const { tx, pairing, now } = acting;
  const running = await runningSeries(tx, pairing.id);
  const except = await rowsOf(acting, running?.id ?? null);
  const life = lifeOf(pairing);
  const due = dueMeetings(series, { life, from: now + 1, until: now + horizon });
  let first: Problem | null = null;
  for (const meeting of due) {
    const problem = await withTime(acting, meeting, except);
    if (problem === null) return null;
    first ??= problem;
  }
  return first;
}

async function rowsOf({ tx, now }: Acting, seriesId: string | null): Promise<string[]> {
  if (seriesId === null) return [];
  const rows = await tx
    .selectFrom('meetings')
    .select('id')
    .where('series_id', '=', seriesId)
    .where('state', '=', 'planned')
    .where('at', '>', now)
    .execute();
  return rows.map(({ id }) => id);
}
