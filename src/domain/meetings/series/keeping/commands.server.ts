/** A series as rows: written when it begins and changes, and seen to by its clock ever after. */
import type { Moment } from '#domain/pairings/keeping/commands.server.ts';
import { readPairing } from '#domain/pairings/keeping/queries.server.ts';
import type { Pairing } from '#domain/pairings/pairing.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce, letSleep, wakeAt } from '#platform/jobs.server.ts';
import { publish } from '#platform/live.server.ts';
import { makeId } from '#lib/ids.ts';
import { bookTime, freeTime } from '../../booking/commands.server.ts';
import type { MeetingClash, RhythmShifted } from '../../events.ts';
import { addMeeting, changeMeeting } from '../../keeping/commands.server.ts';
import { bothOf, lifeOf, meetingFrom } from '../../keeping/queries.server.ts';
import {
  changesToRows,
  dueAsRows,
  horizon,
  nextSeriesDue,
  type DueMeeting,
  type RowChanges,
} from '../../meeting.ts';
import { readSeries, type KeptSeries } from '../queries.server.ts';
import type { Change } from '../series.ts';

export const seriesClockKind = 'series-clock';

interface Seeing extends Moment {
  readonly kept: KeptSeries;
  readonly pairing: Pairing;
}

/**
 * Sees to it that the rows of a series are what the series says, for the coming sixty days and what
 * was moved beyond them, and that both are booked for them; then winds its clock. Where one of the two has something else by now, that
 * one day is skipped and both are asked for another time. Safe to run at any time.
 */
export async function seeTo(tx: Tx, seriesId: string, { now, random }: Moment): Promise<void> {
  const kept = await readSeries(tx, seriesId);
  const pairing = kept && (await readPairing(tx, kept.pairingId));
  if (kept === undefined || pairing === undefined) return;
  const changes = await pendingIn(tx, { kept, pairing, now, random });
  await tellOfLaw(tx, { changes, kept, pairing, now, random });
  for (const id of changes.calledOff)
    await changeMeeting(tx, id, { state: 'called_off', changed_at: now });
  await freeTime(tx, [...changes.calledOff, ...changes.planned.map(({ id }) => id)]);
  for (const { id, due } of changes.planned)
    await plan(tx, { id, due }, { kept, pairing, now, random });
  for (const due of changes.added) await add(tx, due, { kept, pairing, now, random });
  if (changes.calledOff.length + changes.planned.length + changes.added.length > 0)
    publish(tx, `pairing:${pairing.id}`);
  await tx
    .updateTable('series')
    .set({ seen_until: Math.max(kept.seenUntil, now + horizon) })
    .where('id', '=', seriesId)
    .execute();
  await windSeries(tx, { kept, pairing, now, random });
}

async function pendingIn(tx: Tx, { kept, pairing, now }: Seeing): Promise<RowChanges> {
  const rows = await tx
    .selectFrom('meetings')
    .selectAll()
    .where('series_id', '=', kept.id)
    .orderBy('at')
    .execute();
  const from = Math.min(now + 1, kept.seenUntil);
  const due = dueAsRows(kept.series, { life: lifeOf(pairing), from, now });
  return changesToRows(rows.map(meetingFrom), { due, now });
}

/**
 * A meeting that is elsewhere though neither of the two just put it there has followed the law of a
 * zone: both are told, and their calendars learn what its clocks do now.
 */
async function tellOfLaw(
  tx: Tx,
  { changes, kept, pairing, now, random }: Seeing & { changes: RowChanges },
): Promise<void> {
  const shifted = changes.planned.filter(({ isShifted }) => isShifted);
  if (shifted.length === 0) return;
  const said = await tx
    .selectFrom('series_changes')
    .select('date')
    .where('series_id', '=', kept.id)
    .where('made_at', '=', now)
    .execute();
  if (shifted.every(({ due }) => said.some(({ date }) => date === due.date))) return;
  await countUp(tx, kept.id, now);
  const event: RhythmShifted = {
    name: 'RhythmShifted',
    pairingId: pairing.id,
    seriesId: kept.id,
  };
  await announce(tx, { event, now, random });
}

/** Puts a row where it should be, if both are free then. */
async function plan(
  tx: Tx,
  { id, due }: { id: string; due: DueMeeting },
  { kept, pairing, now, random }: Seeing,
): Promise<void> {
  const { at, endsAt, isMoved } = due;
  const isBooked = await bookTime(tx, { meetingId: id, memberIds: bothOf(pairing), at, endsAt });
  await changeMeeting(tx, id, {
    at,
    ends_at: endsAt,
    moved: isMoved ? 1 : 0,
    state: isBooked ? 'planned' : 'called_off',
    changed_at: now,
  });
  if (!isBooked) await giveWay(tx, { id, due }, { kept, pairing, now, random });
}

async function add(tx: Tx, due: DueMeeting, { kept, pairing, now, random }: Seeing): Promise<void> {
  const { id: seriesId, pairingId, placeKind, place } = kept;
  const moment = { now, random };
  const row = { pairingId, seriesId, placeKind, place, state: 'planned' as const };
  const id = await addMeeting(tx, { ...row, ...due, ...moment });
  if (due.at <= now) return;
  const { at, endsAt } = due;
  if (await bookTime(tx, { meetingId: id, memberIds: bothOf(pairing), at, endsAt })) return;
  await changeMeeting(tx, id, { state: 'called_off', changed_at: now });
  await giveWay(tx, { id, due }, { kept, pairing, now, random });
}

/** The day is skipped for good, so that it does not come back by itself once something else is over. */
async function giveWay(
  tx: Tx,
  { id, due }: { id: string; due: DueMeeting },
  { kept, now, random }: Seeing,
): Promise<void> {
  await addChange(tx, { seriesId: kept.id, change: { kind: 'skip', date: due.date }, now, random });
  const { pairingId } = kept;
  const event: MeetingClash = { name: 'MeetingClash', pairingId, meetingId: id };
  await announce(tx, { event, now, random });
}

/** Writes down what was changed about days of a series; its rows follow when it is seen to. */
export async function addChange(
  tx: Tx,
  { seriesId, change, now, random }: { seriesId: string; change: Change } & Moment,
): Promise<void> {
  if (change.kind !== 'pause') await forgetChange(tx, { seriesId, date: change.date });
  await tx
    .insertInto('series_changes')
    .values({ id: makeId(now, random), series_id: seriesId, ...columnsOf(change), made_at: now })
    .execute();
  await countUp(tx, seriesId, now);
}

/** Calendars take what comes under a higher number. */
const countUp = (tx: Tx, seriesId: string, now: number) =>
  tx
    .updateTable('series')
    .set((eb) => ({ sequence: eb('sequence', '+', 1), changed_at: now }))
    .where('id', '=', seriesId)
    .execute();

/** About one day the last word counts, and no other is kept. */
const forgetChange = (tx: Tx, { seriesId, date }: { seriesId: string; date: string }) =>
  tx
    .deleteFrom('series_changes')
    .where('series_id', '=', seriesId)
    .where('date', '=', date)
    .where('kind', '<>', 'pause')
    .execute();

function columnsOf(change: Change) {
  const none = { to_date: null, to_minute: null, to_zone: null };
  switch (change.kind) {
    case 'skip':
      return { kind: change.kind, date: change.date, ...none };
    case 'pause':
      return { kind: change.kind, date: change.from, ...none, to_date: change.to };
    case 'move':
      return {
        kind: change.kind,
        date: change.date,
        to_date: change.toDate,
        to_minute: change.toMinute,
        to_zone: change.toZone ?? null,
      };
  }
}

/** Winds the clock of a series for when something of it is next to be done, or lets it sleep. */
export async function windSeries(tx: Tx, { kept, pairing, now, random }: Seeing): Promise<void> {
  const clock = { kind: seriesClockKind, key: kept.id };
  const dueAt = nextSeriesDue(kept.series, { life: lifeOf(pairing), now });
  if (dueAt === null) return letSleep(tx, { ...clock, now });
  await wakeAt(tx, { ...clock, payload: { seriesId: kept.id }, dueAt, now, random });
}
