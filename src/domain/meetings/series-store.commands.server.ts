/** The rows of a series: its changes, its meetings for the coming sixty days, and its clock. */
import { readPairing } from '#domain/pairings/pairing-store.queries.server.ts';
import type { Pairing } from '#domain/pairings/pairing.ts';
import type { Act, ThingClock } from '#platform/act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { bookTime, freeTime } from '#domain/free-times/booked-quarters.commands.server.ts';
import { MeetingClash, RhythmShifted } from './events.ts';
import { addMeeting, changeMeeting } from './meeting-store.commands.server.ts';
import { bothOf, lifeOf, meetingFrom } from './meeting-store.queries.server.ts';
import {
  changesToRows,
  dueAsRows,
  horizon,
  nextSeriesDue,
  type DueMeeting,
  type RowChanges,
} from './meeting.ts';
import { readSeries, type StoredSeries } from './series.queries.server.ts';
import type { Change } from '#domain/rhythms/series.ts';

/** A series with its pairing. */
export interface PairingSeries {
  readonly kept: StoredSeries;
  readonly pairing: Pairing;
}

/** A series with its pairing, by its id. */
export async function readPairingSeries(
  db: Reader,
  seriesId: string,
): Promise<PairingSeries | undefined> {
  const kept = await readSeries(db, seriesId);
  const pairing = kept && (await readPairing(db, kept.pairingId));
  return kept && pairing && { kept, pairing };
}

/** Runs while the series may have meetings to come: their rows are then written by {@link seeTo}. */
export const seriesClock: ThingClock<PairingSeries> = {
  kind: 'series-clock',
  idOf: ({ kept }) => kept.id,
  // Counted from the last time, not from now: else it would never be due.
  dueAt: ({ kept, pairing }) =>
    nextSeriesDue(kept.series, { life: lifeOf(pairing), now: kept.seenUntil - horizon }),
};

/**
 * Makes the rows of a series agree with the series, for the coming sixty days and for meetings that were
 * moved beyond them, books both for them and sets the clock. Where one of the two is booked otherwise,
 * skips that date and announces a clash. Safe to run at any time.
 */
export async function seeTo(act: Act, seriesId: string): Promise<void> {
  const found = await readPairingSeries(act.tx, seriesId);
  if (found === undefined) return;
  const changes = await pendingIn(act, found);
  await announceShift(act, found, changes);
  for (const id of changes.calledOff) await changeMeeting(act, id, { state: 'called_off' });
  await freeTime(act, [...changes.calledOff, ...changes.planned.map(({ id }) => id)]);
  for (const planned of changes.planned) await plan(act, found, planned);
  for (const due of changes.added) await add(act, found, due);
  if (changes.calledOff.length + changes.planned.length + changes.added.length > 0)
    act.refresh(`pairing:${found.pairing.id}`);
  await saveSeen(act, found);
}

/** Saves up to when the rows are written, and sets the clock. */
async function saveSeen(act: Act, { kept, pairing }: PairingSeries): Promise<void> {
  const seenUntil = Math.max(kept.seenUntil, act.now + horizon);
  await act.tx
    .updateTable('series')
    .set({ seen_until: seenUntil })
    .where('id', '=', kept.id)
    .execute();
  await act.schedule(seriesClock, { kept: { ...kept, seenUntil }, pairing });
}

async function pendingIn({ tx, now }: Act, { kept, pairing }: PairingSeries): Promise<RowChanges> {
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
 * A meeting at another instant that neither of the two has just moved follows a changed time zone law:
 * both are told, and their calendars are sent the series again.
 */
async function announceShift(
  act: Act,
  { kept, pairing }: PairingSeries,
  changes: RowChanges,
): Promise<void> {
  const shifted = changes.planned.filter(({ isShifted }) => isShifted);
  if (shifted.length === 0) return;
  const changed = await act.tx
    .selectFrom('series_changes')
    .select('date')
    .where('series_id', '=', kept.id)
    .where('made_at', '=', act.now)
    .execute();
  if (shifted.every(({ due }) => changed.some(({ date }) => date === due.date))) return;
  await countUp(act, kept.id);
  await act.announce(RhythmShifted, { pairingId: pairing.id, seriesId: kept.id });
}

/** Moves a row to where it is due, if both are free then. */
async function plan(
  act: Act,
  { kept, pairing }: PairingSeries,
  { id, due }: { id: string; due: DueMeeting },
): Promise<void> {
  const { at, endsAt, isMoved } = due;
  const isBooked = await bookTime(act, { meetingId: id, memberIds: bothOf(pairing), at, endsAt });
  await changeMeeting(act, id, {
    at,
    ends_at: endsAt,
    moved: isMoved ? 1 : 0,
    state: isBooked ? 'planned' : 'called_off',
  });
  if (!isBooked) await skipClash(act, kept, { id, due });
}

async function add(act: Act, { kept, pairing }: PairingSeries, due: DueMeeting): Promise<void> {
  const { id: seriesId, pairingId, placeKind, place } = kept;
  const row = { pairingId, seriesId, placeKind, place, state: 'planned' as const };
  const id = await addMeeting(act, { ...row, ...due });
  if (due.at <= act.now) return;
  const { at, endsAt } = due;
  if (await bookTime(act, { meetingId: id, memberIds: bothOf(pairing), at, endsAt })) return;
  await changeMeeting(act, id, { state: 'called_off' });
  await skipClash(act, kept, { id, due });
}

/** Skips the date for good, so that the meeting does not come back when the other booking is over. */
async function skipClash(
  act: Act,
  { id: seriesId, pairingId }: StoredSeries,
  { id, due }: { id: string; due: DueMeeting },
): Promise<void> {
  await addChange(act, { seriesId, change: { kind: 'skip', date: due.date } });
  await act.announce(MeetingClash, { pairingId, meetingId: id });
}

/** Saves a change to dates of a series; its rows follow with {@link seeTo}. */
export async function addChange(
  act: Act,
  { seriesId, change }: { seriesId: string; change: Change },
): Promise<void> {
  if (change.kind !== 'pause') await deleteChange(act, { seriesId, date: change.date });
  await act.tx
    .insertInto('series_changes')
    .values({ id: act.id(), series_id: seriesId, ...columnsOf(change), made_at: act.now })
    .execute();
  await countUp(act, seriesId);
}

/** Counts up the sequence: calendars take only what has a higher one. */
const countUp = ({ tx, now }: Act, seriesId: string) =>
  tx
    .updateTable('series')
    .set((eb) => ({ sequence: eb('sequence', '+', 1), changed_at: now }))
    .where('id', '=', seriesId)
    .execute();

/** Of a date only the last move or skip is kept. */
const deleteChange = ({ tx }: Act, { seriesId, date }: { seriesId: string; date: string }) =>
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
