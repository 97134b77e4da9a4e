/** Two people with a rhythm, for tests of meetings. */
import type { Viewer } from '#domain/members/viewer.ts';
import type { Series } from '#domain/rhythms/series.ts';
import { readSeries, runningSeries } from '#domain/meetings/series.queries.server.ts';
import {
  acceptSuggestion,
  suggestRhythm,
  type Suggestion,
} from '#domain/meetings/meeting-suggestions.commands.server.ts';
import { seriesClockTask } from '#domain/meetings/meeting.tasks.server.ts';
import type { SeriesPlan } from '#domain/meetings/meeting-suggestion.ts';
import type { Database } from '#platform/db/database.server.ts';
import { addMember, foundCommunity } from './factories.ts';
import { beginGoing } from './pairings.ts';
import { testRuntime, type TestRuntime } from './runtime.ts';

/** Every week on Thursday at half past six in the evening in Berlin, from 19 November 2026. */
export const thursdays: SeriesPlan = {
  zone: 'Europe/Berlin',
  startDate: '2026-11-19',
  minute: 18 * 60 + 30,
  minutes: 45,
  rhythm: { kind: 'weekly', every: 1 },
};

export const onVideo = { placeKind: 'link', place: 'https://call.example/ana' } as const;

export interface Two {
  runtime: TestRuntime;
  ana: Viewer;
  ben: Viewer;
  pairingId: string;
}

/** Ana in Berlin mentors Ben in Lisbon. */
export async function anaAndBen(db: Database): Promise<Two> {
  const runtime = testRuntime(db);
  await foundCommunity(runtime, { meeting_base: 'https://meet.example' });
  const ana = await addMember(runtime, {
    name: 'Ana',
    time_zone: 'Europe/Berlin',
    offer: { capacity: 20 },
  });
  const ben = await addMember(runtime, { name: 'Ben' });
  return { runtime, ana, ben, pairingId: await beginGoing(runtime, { mentor: ana, mentee: ben }) };
}

/** What was suggested, by its id; a refusal is a mistake of the test. */
export function idOf(suggested: Suggestion): string {
  if (suggested.outcome === 'refused') throw new Error(suggested.code);
  if (suggested.suggestionId === null) throw new Error('it was done at once');
  return suggested.suggestionId;
}

/** Two people agree on a rhythm; the id of the series. */
export async function agreeOn(
  { runtime, ana, ben, pairingId }: Two,
  plan: SeriesPlan = thursdays,
): Promise<string> {
  const said = { actor: ana, pairingId, plan, ...onVideo };
  const suggestionId = idOf(await suggestRhythm(runtime, said));
  const accepted = await acceptSuggestion(runtime, { actor: ben, suggestionId });
  if (accepted.outcome === 'refused') throw new Error(accepted.code);
  const running = await runningSeries(runtime.db.read, pairingId);
  if (running === undefined) throw new Error('there is no rhythm');
  return running.id;
}

/** Runs the clock of a series, which does something if it is due. */
export const runSeriesClock = ({ runtime }: Two, seriesId: string): Promise<void> => {
  const job = { id: '', kind: seriesClockTask.kind, payload: {}, attempts: 1, lockedUntil: 0 };
  return seriesClockTask.handle({ ...job, key: seriesId }, runtime);
};

/** The rows of a series, by day. */
export const rowsOf = ({ runtime }: Two, seriesId: string) =>
  runtime.db.read
    .selectFrom('meetings')
    .selectAll()
    .where('series_id', '=', seriesId)
    .orderBy('date')
    .execute();

/** A series as it is kept. */
export async function seriesNow({ runtime }: Two, seriesId: string): Promise<Series> {
  const kept = await readSeries(runtime.db.read, seriesId);
  if (kept === undefined) throw new Error('there is no such series');
  return kept.series;
}

/** What was announced, in the order of the names. */
export async function announced({ runtime }: Two, like: string): Promise<string[]> {
  const rows = await runtime.db.read
    .selectFrom('jobs')
    .select('kind')
    .where('kind', 'like', `event:${like}`)
    .orderBy('kind')
    .execute();
  return rows.map(({ kind }) => kind.replace('event:', ''));
}
