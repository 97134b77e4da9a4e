/** Carrying out what two people agreed on, in the act in which they agree. */
import type { YourPairing } from '#domain/pairings/pairing-store.commands.server.ts';
import { refused } from '#lib/outcome.ts';
import type { Act } from '#platform/act.server.ts';
import { bookTime, freeTime } from '#domain/free-times/booked-quarters.commands.server.ts';
import {
  MeetingBooked,
  MeetingCalledOff,
  MeetingMoved,
  RhythmAgreed,
  RhythmPaused,
} from './events.ts';
import {
  addMeeting,
  changeMeeting,
  dateFor,
  saveFirstChat,
} from './meeting-store.commands.server.ts';
import { bothOf } from './meeting-store.queries.server.ts';
import type { Meeting } from './meeting.ts';
import { settlePlace } from './meeting-place.commands.server.ts';
import { beginSeries, type Beginning } from './begin-series.commands.server.ts';
import { addChange, seeTo } from './series-store.commands.server.ts';
import { movedFrom } from '#domain/rhythms/series-split.ts';
import { readSeries, runningSeries } from './series.queries.server.ts';
import type { Change } from '#domain/rhythms/series.ts';
import { meetingOf } from './meeting-suggestions.queries.server.ts';
import { instantOf, type Suggested, type WallTime } from './meeting-suggestion.ts';
import { problemWith, type Problem } from './suggestion-problems.queries.server.ts';

/** Whoever agreed, or may do it without asking, and their pairing. */
type Agreeing = Pick<YourPairing, 'pairing' | 'youId'>;

/**
 * Does what was suggested, unless there is a problem with it by now. `choice` is one of several times,
 * epoch milliseconds.
 *
 * @returns the problem; null once it is done
 */
export async function carryOut(
  act: Act,
  agreeing: Agreeing,
  { suggested, choice }: { suggested: Suggested; choice?: number | undefined },
): Promise<Problem | null> {
  const { pairing } = agreeing;
  const chosen = suggested.kind === 'times' ? oneOf(suggested, choice) : suggested;
  if (chosen === undefined) return refused('choose_one');
  const problem = await problemWith(act.tx, { pairing, now: act.now, suggested: chosen });
  if (problem !== null) return problem;
  await doSuggested(act, agreeing, chosen);
  await saveFirstChat(act, pairing);
  return null;
}

/** Of several times the chosen; the only one needs no choosing. */
function oneOf(
  suggested: Suggested & { kind: 'times' },
  choice: number | undefined,
): Suggested | undefined {
  const [only, second] = suggested.times;
  const time = choice ?? (second === undefined ? only : undefined);
  return time !== undefined && suggested.times.includes(time)
    ? { ...suggested, times: [time] }
    : undefined;
}

async function doSuggested(act: Act, agreeing: Agreeing, suggested: Suggested): Promise<void> {
  const meeting = await meetingOf(act.tx, suggested);
  switch (suggested.kind) {
    case 'times':
      return book(act, agreeing, suggested);
    case 'rhythm':
      return begin(act, agreeing, suggested);
    case 'pause':
      return pause(act, agreeing, suggested);
    case 'move':
      return meeting && move(act, agreeing, { meeting, to: suggested });
    case 'skip':
      return meeting && callOff(act, agreeing, meeting);
    case 'move_all':
      return meeting && moveAll(act, agreeing, { meeting, to: suggested });
  }
}

async function book(
  act: Act,
  { pairing, youId }: Agreeing,
  suggested: Suggested & { kind: 'times' },
): Promise<void> {
  const { id: pairingId } = pairing;
  const at = suggested.times[0] ?? act.now;
  const endsAt = at + suggested.minutes * 60_000;
  const meetingId = await addMeeting(act, {
    pairingId,
    seriesId: null,
    date: await dateFor(act.tx, pairing, at),
    at,
    endsAt,
    state: 'planned',
    ...(await settlePlace(act, suggested)),
  });
  await bookTime(act, { meetingId, memberIds: bothOf(pairing), at, endsAt });
  await act.announce(MeetingBooked, { pairingId, meetingId, because: 'agreed', by: youId });
}

/** Pauses that are still to come are taken over from the rhythm before. */
async function begin(
  act: Act,
  agreeing: Agreeing,
  suggested: Suggested & { kind: 'rhythm' },
): Promise<void> {
  const before = await runningSeries(act.tx, agreeing.pairing.id);
  const { startDate } = suggested.plan;
  const pauses = (before?.series.changes ?? []).filter(
    (change) => change.kind === 'pause' && change.to >= startDate,
  );
  await beginAgreed(act, agreeing, {
    series: { ...suggested.plan, changes: pauses },
    place: await settlePlace(act, suggested),
  });
}

async function beginAgreed(
  act: Act,
  { pairing: { id: pairingId }, youId }: Agreeing,
  agreed: Pick<Beginning, 'series' | 'place' | 'until'>,
): Promise<void> {
  const begun = await beginSeries(act, { pairingId, ...agreed });
  await act.announce(RhythmAgreed, { pairingId, ...begun, by: youId });
}

async function pause(
  act: Act,
  { pairing: { id: pairingId }, youId }: Agreeing,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const running = await runningSeries(act.tx, pairingId);
  if (running === undefined) return;
  const seriesId = running.id;
  await changeSeries(act, seriesId, { kind: 'pause', from, to });
  await act.announce(RhythmPaused, { pairingId, seriesId, from, to, by: youId });
}

async function changeSeries(act: Act, seriesId: string, change: Change): Promise<void> {
  await addChange(act, { seriesId, change });
  await seeTo(act, seriesId);
}

interface Moving {
  readonly meeting: Meeting;
  readonly to: WallTime;
}

async function move(
  act: Act,
  { pairing, youId }: Agreeing,
  { meeting, to }: Moving,
): Promise<void> {
  const { id: meetingId, seriesId, date, at: wasAt } = meeting;
  const { toDate, toMinute, toZone } = to;
  if (seriesId === null) await moveSingle(act, { pairing, meeting, at: instantOf(to) });
  else await changeSeries(act, seriesId, { kind: 'move', date, toDate, toMinute, toZone });
  await act.announce(MeetingMoved, { pairingId: pairing.id, meetingId, wasAt, by: youId });
}

/** Moves a meeting that belongs to no series. */
async function moveSingle(
  act: Act,
  { pairing, meeting, at }: Pick<Agreeing, 'pairing'> & { meeting: Meeting; at: number },
): Promise<void> {
  const endsAt = at + meeting.endsAt - meeting.at;
  await bookTime(act, { meetingId: meeting.id, memberIds: bothOf(pairing), at, endsAt });
  const date = await dateFor(act.tx, pairing, at);
  await changeMeeting(act, meeting.id, { at, ends_at: endsAt, date, moved: 1 });
}

async function callOff(
  act: Act,
  { pairing: { id: pairingId }, youId }: Agreeing,
  { id: meetingId, seriesId, date }: Meeting,
): Promise<void> {
  if (seriesId === null) {
    await changeMeeting(act, meetingId, { state: 'called_off' });
    await freeTime(act, [meetingId]);
  } else await changeSeries(act, seriesId, { kind: 'skip', date });
  await act.announce(MeetingCalledOff, { pairingId, meetingId, by: youId });
}

/** Moves a meeting of a series and all after it, which begins another series. */
async function moveAll(act: Act, agreeing: Agreeing, { meeting, to }: Moving): Promise<void> {
  const { seriesId, date } = meeting;
  const kept = seriesId === null ? undefined : await readSeries(act.tx, seriesId);
  if (kept === undefined) return;
  const { until, next } = movedFrom(kept.series, { date, ...to });
  const { placeKind, place } = kept;
  await beginAgreed(act, agreeing, { series: next, place: { placeKind, place }, until });
}
