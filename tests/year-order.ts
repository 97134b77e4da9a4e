/** What must hold of meetings at every moment, whatever the people of the year do. */
import { expect } from 'vitest';
import { hour } from '#lib/duration.ts';
import { quartersOf } from '#domain/free-times/quarter.ts';
import { lifeOf, meetingFrom } from '#domain/meetings/meeting-store.queries.server.ts';
import { dueMeetings, farthestAhead, type Meeting } from '#domain/meetings/meeting.ts';
import { seriesIn } from '#domain/meetings/series.queries.server.ts';
import { pairingFrom } from '#domain/pairings/pairing-store.queries.server.ts';
import { isLiving, type Pairing } from '#domain/pairings/pairing.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { Year } from './year.ts';

/** Pairings with all that is kept of their meetings. */
interface YearState {
  now: number;
  pairings: Map<string, Pairing>;
  meetings: Meeting[];
}

/** Looks at the meetings of a year, and remembers when those began that have begun. */
export class MeetingOrder {
  readonly #year: Year;
  readonly #begun = new Map<string, string>();

  constructor(year: Year) {
    this.#year = year;
  }

  /** Looks at a pairing and at every other that one of the two is in. */
  async expectAround(pairingId: string): Promise<void> {
    const { db } = this.#year.runtime;
    const rows = await db.read
      .selectFrom('pairings')
      .selectAll('pairings')
      .innerJoin('pairings as one', (join) => join.on('one.id', '=', pairingId))
      .where((eb) =>
        eb.or([
          eb('pairings.id', '=', pairingId),
          eb.and([
            eb('pairings.state', '<>', 'wrapped_up'),
            eb.or([
              eb('pairings.mentor_id', 'in', [eb.ref('one.mentor_id'), eb.ref('one.mentee_id')]),
              eb('pairings.mentee_id', 'in', [eb.ref('one.mentor_id'), eb.ref('one.mentee_id')]),
            ]),
          ]),
        ]),
      )
      .execute();
    await this.#expectOrder(rows.map(pairingFrom));
  }

  /** Looks at everybody, and at what is booked. */
  async expectEverywhere(): Promise<void> {
    const { db } = this.#year.runtime;
    const rows = await db.read.selectFrom('pairings').selectAll().execute();
    const kept = await this.#expectOrder(rows.map(pairingFrom));
    await expectBooked(db.read, kept);
    await expectNoLaw(this.#year);
    await expectReminders(db.read, kept);
  }

  async #expectOrder(pairings: readonly Pairing[]): Promise<YearState> {
    const { db, clock } = this.#year.runtime;
    const ids = pairings.map(({ id }) => id);
    const meetings = await meetingsIn(db.read, ids);
    const kept = {
      now: clock.now(),
      pairings: new Map(pairings.map((pairing) => [pairing.id, pairing])),
      meetings,
    };
    this.#expectPastKept(kept);
    expectNobodyTwice(kept);
    await expectAsSaid(db.read, kept);
    await expectEndingsClean(db.read, kept);
    return kept;
  }

  /** What has begun keeps its instants; what was called off had none. */
  #expectPastKept({ meetings, now }: YearState): void {
    const before = new Map<string, string>();
    const after = new Map<string, string>();
    for (const { id, at, endsAt, state } of meetings) {
      const known = this.#begun.get(id);
      const instants = `${id} from ${at} to ${endsAt}`;
      if (known !== undefined) {
        before.set(id, known);
        after.set(id, instants);
      } else if (at <= now && state !== 'called_off') this.#begun.set(id, instants);
    }
    expect(after, 'what has begun keeps its instant').toEqual(before);
  }
}

async function meetingsIn(db: Reader, pairingIds: readonly string[]): Promise<Meeting[]> {
  if (pairingIds.length === 0) return [];
  const rows = await db
    .selectFrom('meetings')
    .selectAll()
    .where('pairing_id', 'in', pairingIds)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(meetingFrom);
}

/** True once both were told that it is over, which is an hour after it at most. */
const isTold = ({ wrappedUpAt }: Pairing, now: number): boolean =>
  wrappedUpAt !== null && wrappedUpAt + hour < now;

const isAfterEnd = ({ pairings }: YearState, { pairingId, at }: Meeting): boolean =>
  at >= (pairings.get(pairingId)?.wrappedUpAt ?? Infinity);

/** Nobody is in two meetings at once. */
function expectNobodyTwice(kept: YearState): void {
  const latest = new Map<string, Meeting>();
  const twice: string[] = [];
  for (const meeting of kept.meetings) {
    const pairing = kept.pairings.get(meeting.pairingId);
    if (meeting.state !== 'planned' || isAfterEnd(kept, meeting) || pairing === undefined) continue;
    for (const memberId of [pairing.mentorId, pairing.menteeId]) {
      const before = latest.get(memberId);
      if (before !== undefined && before.endsAt > meeting.at)
        twice.push(`${memberId}: ${before.id} and ${meeting.id}`);
      latest.set(memberId, meeting);
    }
  }
  expect(twice, 'nobody is in two meetings at once').toEqual([]);
}

/** The planned rows to come are what the series say; what was moved stands however far it went. */
async function expectAsSaid(db: Reader, { pairings, meetings, now }: YearState): Promise<void> {
  const isMeant = (pairingId: string) => {
    const pairing = pairings.get(pairingId);
    return pairing !== undefined && (isLiving(pairing) || isTold(pairing, now));
  };
  const said = (await seriesIn(db, [...pairings.keys()])).flatMap((kept) => {
    const { id, pairingId, series, seenUntil } = kept;
    const pairing = pairings.get(pairingId);
    if (pairing === undefined || !isMeant(pairingId)) return [];
    const life = lifeOf(pairing);
    const near = dueMeetings(series, { life, from: now + 1, until: seenUntil });
    const far = { life, from: Math.max(now + 1, seenUntil), until: now + 2 * farthestAhead };
    const moved = dueMeetings(series, far).filter(({ isMoved }) => isMoved);
    return [...near, ...moved].map(
      ({ date, at, endsAt, isMoved }) => `${id} ${date} ${at} ${endsAt} ${isMoved}`,
    );
  });
  const rows = meetings
    .filter(({ at, state, seriesId }) => at > now && state === 'planned' && seriesId !== null)
    .filter(({ pairingId }) => isMeant(pairingId))
    .map((row) => `${row.seriesId} ${row.date} ${row.at} ${row.endsAt} ${row.isMoved}`);
  expect(rows.toSorted(), 'rows are what their series says').toEqual(said.toSorted());
}

/** After an ending nothing is planned, running or on the table. */
async function expectEndingsClean(db: Reader, kept: YearState): Promise<void> {
  const over = [...kept.pairings.values()].filter((pairing) => isTold(pairing, kept.now));
  const ids = over.map(({ id }) => id);
  if (ids.length === 0) return;
  const planned = kept.meetings.filter(
    (meeting) =>
      meeting.state === 'planned' && ids.includes(meeting.pairingId) && isAfterEnd(kept, meeting),
  );
  expect(planned, 'an ending leaves no meeting to come').toEqual([]);
  const running = await db
    .selectFrom('series')
    .select('id')
    .where('pairing_id', 'in', ids)
    .where('ended_at', 'is', null)
    .execute();
  expect(running, 'an ending leaves no rhythm').toEqual([]);
  const open = await db
    .selectFrom('meeting_suggestions')
    .select('id')
    .where('pairing_id', 'in', ids)
    .where('state', '=', 'open')
    .execute();
  expect(open, 'an ending leaves nothing on the table').toEqual([]);
  const booked = await db
    .selectFrom('booked_quarters')
    .innerJoin('meetings', 'meetings.id', 'meeting_id')
    .select(['quarter', 'meetings.id', 'meetings.state'])
    .where('pairing_id', 'in', ids)
    .execute();
  expect(booked, 'an ending frees both').toEqual([]);
}

/** Everybody is booked for what is to come, and for nothing else. */
async function expectBooked(db: Reader, { meetings, pairings, now }: YearState): Promise<void> {
  const isToCome = ({ at, pairingId }: Meeting) => {
    const pairing = pairings.get(pairingId);
    return at > now && pairing !== undefined && isLiving(pairing);
  };
  const coming = new Map(meetings.filter(isToCome).map((meeting) => [meeting.id, meeting]));
  const meant = [...coming.values()].flatMap((meeting) => {
    const pairing = pairings.get(meeting.pairingId);
    if (meeting.state !== 'planned' || pairing === undefined) return [];
    return [pairing.mentorId, pairing.menteeId].flatMap((memberId) =>
      quartersOf(meeting).map((quarter) => `${meeting.id} ${memberId} ${quarter}`),
    );
  });
  const rows = await db
    .selectFrom('booked_quarters')
    .select(['meeting_id', 'member_id', 'quarter'])
    .execute();
  const booked = rows
    .filter(({ meeting_id: id }) => coming.has(id))
    .map((row) => `${row.meeting_id} ${row.member_id} ${row.quarter}`);
  expect(booked.toSorted(), 'both are booked').toEqual(meant.toSorted());
}

/** No zone changed its law this year, so nobody may hear that one did. */
async function expectNoLaw({ runtime }: Year): Promise<void> {
  const told = await runtime.db.read
    .selectFrom('jobs')
    .select('payload')
    .where('kind', '=', 'event:RhythmShifted')
    .execute();
  expect(told, 'nobody hears of a law that did not change').toEqual([]);
}

/** Of one beginning everybody is reminded once in each way, in time, and never after an ending. */
async function expectReminders(db: Reader, { pairings }: YearState): Promise<void> {
  const rows = await db
    .selectFrom('notices')
    .select(['member_id', 'facts', 'told_at'])
    .where('kind', '=', 'meeting_reminder')
    .execute();
  const told = rows.map(({ member_id: memberId, facts, told_at: toldAt }) => {
    const { about, latest, what, at } = JSON.parse(facts) as Record<string, string>;
    const ended = pairings.get(about ?? '')?.wrappedUpAt ?? Infinity;
    expect(toldAt, 'nobody is reminded after an ending').toBeLessThan(ended);
    expect(toldAt, 'nobody is reminded of what has begun').toBeLessThan(Number(at));
    return `${memberId} ${latest} ${what} ${at}`;
  });
  expect(new Set(told).size, 'one reminder a person, kind and beginning').toBe(told.length);
}
