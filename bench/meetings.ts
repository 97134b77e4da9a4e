/** Many pairings with a weekly rhythm and the meetings of their coming weeks, written straight as rows. */
import { makeId } from '#lib/ids.ts';
import { isoOf } from '#lib/calendar-day.ts';
import { minute, day } from '#lib/duration.ts';
import { systemRandom } from '#platform/crypto.server.ts';
import type { Database, Tx } from '#platform/db/database.server.ts';

export const start = Date.UTC(2027, 0, 7);
/** How many meetings of a round nobody was told of. */
export const dueInRound = 20;

/** When the server looks: every five minutes. */
export const momentOf = (round: number): number => start + round * 5 * minute;

const weeks = 8;
const chunk = 500;
const before = start - 30 * day;

interface Plan {
  size: number;
  rounds: number;
}

/**
 * `size` running series. Twenty meetings come into the coming day in each round, in the one after these
 * one for each hundred series; of all others of the next two days both were told already.
 */
export async function fillMeetings(db: Database, plan: Plan): Promise<void> {
  const members = await addMembers(db, plan.size);
  const pairs = pairsOf(members);
  for (let first = 0; first < plan.size; first += chunk)
    await db.transact(async (tx) => {
      const last = Math.min(plan.size, first + chunk);
      const few = Array.from({ length: last - first }, (_, i) => ({
        index: first + i,
        pair: pairs.next().value ?? ['', ''],
      }));
      await addSeries(tx, few, plan);
    });
}

/** As many people as it takes for so many pairs. */
async function addMembers(db: Database, size: number): Promise<string[]> {
  const count = Math.ceil((1 + Math.sqrt(1 + 8 * size)) / 2);
  const ids = Array.from({ length: count }, () => makeId(before, systemRandom));
  const now = { joined_at: before, created_at: before, updated_at: before };
  const rows = ids.map((id, i) => {
    const name = `Person ${i}`;
    return { id, status: 'active' as const, name, name_key: name.toLowerCase(), ...now };
  });
  await db.transact((tx) => tx.insertInto('members').values(rows).execute());
  return ids;
}

function* pairsOf(ids: readonly string[]): Generator<readonly [string, string]> {
  for (const [i, one] of ids.entries()) for (const other of ids.slice(0, i)) yield [one, other];
}

interface Place {
  index: number;
  pair: readonly [string, string];
}

async function addSeries(tx: Tx, places: readonly Place[], plan: Plan): Promise<void> {
  const made = places.map(({ index, pair: [mentor_id, mentee_id] }) => {
    const [id, conversation_id] = [makeId(before, systemRandom), makeId(before, systemRandom)];
    const seriesId = makeId(before, systemRandom);
    const pair_key = [mentor_id, mentee_id].toSorted().join(' ');
    return { index, seriesId, pairing: { id, conversation_id, mentor_id, mentee_id, pair_key } };
  });
  await tx
    .insertInto('conversations')
    .values(made.map(({ pairing }) => ({ id: pairing.conversation_id, created_at: before })))
    .execute();
  await tx
    .insertInto('pairings')
    .values(made.map(({ pairing }) => ({ ...pairing, ...going })))
    .execute();
  await tx
    .insertInto('series')
    .values(
      made.map(({ seriesId, pairing }) => ({ id: seriesId, pairing_id: pairing.id, ...weekly })),
    )
    .execute();
  for (let week = 0; week < weeks; week++)
    await tx
      .insertInto('meetings')
      .values(made.map(({ index, ...of }) => meetingRow({ ...of, week, ...firstOf(index, plan) })))
      .execute();
}

const going = {
  kind: 'mentoring' as const,
  state: 'going' as const,
  began_at: before,
  going_since: before,
  review_at: start + 60 * day,
};

const weekly = {
  zone: 'UTC',
  start_date: '2026-12-10',
  minute: 18 * 60,
  minutes: 45,
  rhythm: '{"kind":"weekly","every":1}',
  place_kind: 'open' as const,
  seen_until: start + 60 * day,
  began_at: before,
  changed_at: before,
};

interface First {
  /** Epoch milliseconds. */
  at: number;
  isTold: boolean;
}

/** The first meeting of a series: one that will be due, or somewhere in the week. */
function firstOf(index: number, { size, rounds }: Plan): First {
  const inRounds = rounds * dueInRound;
  const atLast = inRounds + Math.floor(size / 100);
  const comesIn = (round: number) => momentOf(round) + day - 2 * minute;
  if (index < inRounds) return { at: comesIn(Math.floor(index / dueInRound) + 1), isTold: false };
  if (index < atLast) return { at: comesIn(rounds + 1), isTold: false };
  const at = start + Math.floor(((index - atLast) * 7 * day) / (size - atLast));
  return { at, isTold: at < start + 2 * day };
}

function meetingRow(of: First & { week: number; seriesId: string; pairing: { id: string } }) {
  const at = of.at + of.week * 7 * day;
  const told = of.isTold && of.week === 0 ? at : null;
  return {
    id: makeId(before, systemRandom),
    pairing_id: of.pairing.id,
    series_id: of.seriesId,
    date: isoOf(Math.floor(at / day)),
    at,
    ends_at: at + 45 * minute,
    state: 'planned' as const,
    place_kind: 'open' as const,
    changed_at: before,
    reminded_day: told,
    reminded_hour: told,
  };
}
