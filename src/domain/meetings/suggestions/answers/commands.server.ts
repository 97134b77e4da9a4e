/** What two people said OK to, carried out in the transaction of the OK. */
import { refused, tellPages, type Acting } from '#domain/pairings/keeping/commands.server.ts';
import { announce, type DomainEvent } from '#platform/jobs.server.ts';
import { bookTime, freeTime } from '../../booking/commands.server.ts';
import type {
  MeetingBooked,
  MeetingCalledOff,
  MeetingMoved,
  RhythmAgreed,
  RhythmPaused,
} from '../../events.ts';
import { addMeeting, changeMeeting, dateFor, keepChat } from '../../keeping/commands.server.ts';
import { bothOf } from '../../keeping/queries.server.ts';
import type { Meeting } from '../../meeting.ts';
import { settlePlace } from '../../places/commands.server.ts';
import { beginSeries, type Beginning } from '../../series/commands.server.ts';
import { addChange, seeTo } from '../../series/keeping/commands.server.ts';
import { movedFrom } from '../../series/parting.ts';
import { readSeries, runningSeries } from '../../series/queries.server.ts';
import { meetingOf } from '../queries.server.ts';
import { instantOf, type Suggested, type WallTime } from '../suggestion.ts';
import { problemWith, type Problem } from './queries.server.ts';

/**
 * Does what was suggested, if nothing stands in the way by now; the actor is who said OK, or who may do
 * it without asking.
 *
 * @param choice which of several times, epoch milliseconds
 * @returns what stands in the way; null once it is done
 */
export async function carryOut(
  acting: Acting,
  suggested: Suggested,
  choice?: number,
): Promise<Problem | null> {
  const chosen = suggested.kind === 'times' ? oneOf(suggested, choice) : suggested;
  if (chosen === undefined) return refused('choose_one');
  const problem = await problemWith(acting, chosen);
  if (problem !== null) return problem;
  await act(acting, chosen);
  const { tx, pairing, now, random } = acting;
  await keepChat(tx, pairing, { now, random });
  tellPages(tx, pairing.id);
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

async function act(acting: Acting, suggested: Suggested): Promise<void> {
  const meeting = await meetingOf(acting.tx, suggested);
  switch (suggested.kind) {
    case 'times':
      return book(acting, suggested);
    case 'rhythm':
      return begin(acting, suggested);
    case 'pause':
      return pause(acting, suggested);
    case 'move':
      return meeting && move(acting, { meeting, to: suggested });
    case 'skip':
      return meeting && callOff(acting, meeting);
    case 'move_all':
      return meeting && moveAll(acting, { meeting, to: suggested });
  }
}

const tell = ({ tx, now, random }: Acting, event: DomainEvent) =>
  announce(tx, { event, now, random });

async function book(acting: Acting, suggested: Suggested & { kind: 'times' }): Promise<void> {
  const { tx, pairing, youId, now, random } = acting;
  const at = suggested.times[0] ?? now;
  const endsAt = at + suggested.minutes * 60_000;
  const meetingId = await addMeeting(tx, {
    pairingId: pairing.id,
    seriesId: null,
    date: await dateFor(tx, pairing, at),
    at,
    endsAt,
    state: 'planned',
    ...(await settlePlace(tx, suggested, random)),
    now,
    random,
  });
  await bookTime(tx, { meetingId, memberIds: bothOf(pairing), at, endsAt });
  const event: MeetingBooked = {
    name: 'MeetingBooked',
    pairingId: pairing.id,
    meetingId,
    because: 'agreed',
    by: youId,
  };
  await tell(acting, event);
}

async function begin(acting: Acting, suggested: Suggested & { kind: 'rhythm' }): Promise<void> {
  const { tx, pairing, random } = acting;
  const before = await runningSeries(tx, pairing.id);
  const { startDate } = suggested.plan;
  const pauses = (before?.series.changes ?? []).filter(
    (change) => change.kind === 'pause' && change.to >= startDate,
  );
  await beginAgreed(acting, {
    series: { ...suggested.plan, changes: pauses },
    place: await settlePlace(tx, suggested, random),
  });
}

async function beginAgreed(
  acting: Acting,
  agreed: Pick<Beginning, 'series' | 'place' | 'until'>,
): Promise<void> {
  const { tx, pairing, youId, now, random } = acting;
  const { id: pairingId } = pairing;
  const begun = await beginSeries(tx, { pairingId, ...agreed, now, random });
  const event: RhythmAgreed = { name: 'RhythmAgreed', pairingId, ...begun, by: youId };
  await tell(acting, event);
}

async function pause(acting: Acting, { from, to }: { from: string; to: string }): Promise<void> {
  const { tx, pairing, youId, now, random } = acting;
  const running = await runningSeries(tx, pairing.id);
  if (running === undefined) return;
  const seriesId = running.id;
  await addChange(tx, { seriesId, change: { kind: 'pause', from, to }, now, random });
  await seeTo(tx, seriesId, { now, random });
  const event: RhythmPaused = {
    name: 'RhythmPaused',
    pairingId: pairing.id,
    seriesId,
    from,
    to,
    by: youId,
  };
  await tell(acting, event);
}

interface Moving {
  readonly meeting: Meeting;
  readonly to: WallTime;
}

async function move(acting: Acting, { meeting, to }: Moving): Promise<void> {
  const { tx, pairing, youId, now, random } = acting;
  const { id: meetingId, seriesId, date, at: wasAt } = meeting;
  if (seriesId === null) await moveAlone(acting, { meeting, to });
  else {
    const { toDate, toMinute, toZone } = to;
    const change = { kind: 'move', date, toDate, toMinute, toZone } as const;
    await addChange(tx, { seriesId, change, now, random });
    await seeTo(tx, seriesId, { now, random });
  }
  const { id: pairingId } = pairing;
  const event: MeetingMoved = { name: 'MeetingMoved', pairingId, meetingId, wasAt, by: youId };
  await tell(acting, event);
}

async function moveAlone({ tx, pairing, now }: Acting, { meeting, to }: Moving): Promise<void> {
  const at = instantOf(to);
  const endsAt = at + meeting.endsAt - meeting.at;
  await bookTime(tx, { meetingId: meeting.id, memberIds: bothOf(pairing), at, endsAt });
  const date = await dateFor(tx, pairing, at);
  await changeMeeting(tx, meeting.id, {
    at,
    ends_at: endsAt,
    date,
    moved: 1,
    changed_at: now,
  });
}

async function callOff(acting: Acting, meeting: Meeting): Promise<void> {
  const { tx, pairing, youId, now, random } = acting;
  const { id: meetingId, seriesId, date } = meeting;
  if (seriesId === null) {
    await changeMeeting(tx, meetingId, { state: 'called_off', changed_at: now });
    await freeTime(tx, [meetingId]);
  } else {
    await addChange(tx, { seriesId, change: { kind: 'skip', date }, now, random });
    await seeTo(tx, seriesId, { now, random });
  }
  const { id: pairingId } = pairing;
  const event: MeetingCalledOff = { name: 'MeetingCalledOff', pairingId, meetingId, by: youId };
  await tell(acting, event);
}

/** Every meeting from one on goes elsewhere, which is another rhythm from there. */
async function moveAll(acting: Acting, { meeting, to }: Moving): Promise<void> {
  const { seriesId, date } = meeting;
  const kept = seriesId === null ? undefined : await readSeries(acting.tx, seriesId);
  if (kept === undefined) return;
  const { until, next } = movedFrom(kept.series, { date, ...to });
  const { placeKind, place } = kept;
  await beginAgreed(acting, { series: next, place: { placeKind, place }, until });
}
