/** When two people could meet: their usual weeks, and what either has by then. Epoch milliseconds. */
import { profileOf } from '#domain/members/profiles.queries.server.ts';
import { pairingWith } from '#domain/pairings/pairing-store.queries.server.ts';
import { otherOf } from '#domain/pairings/pairing.policy.ts';
import { instantOn } from '#domain/rhythms/series.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { dayOf } from '#lib/calendar-day.ts';
import { minute, week } from '#lib/duration.ts';
import { takenQuarters } from './booked-quarters.queries.server.ts';
import { quartersOf, type Quarter } from './quarter.ts';
import { busyBetween } from './busy-calendars.queries.server.ts';
import { daysOffOf } from './days-off.queries.server.ts';
import { Side, type Person } from './person-availability.ts';

/** For how long ahead times are offered, and taken ones known. */
export const lookAhead = 5 * week;

export interface Free {
  /** The viewer first. */
  readonly people: readonly [Person, Person];
  /** Quarters of an hour at which either is booked, has something else, or is away. */
  readonly taken: ReadonlySet<Quarter>;
}

interface FreeTimesQuery {
  readonly pairingId: string;
  readonly viewerId: string;
  readonly now: number;
}

/**
 * The usual weeks of the two of a pairing and what they have in the coming five weeks, as taken or not
 * and nothing more; undefined for everybody else (requirement C2).
 *
 * @param except meetings whose own time does not count
 */
export async function freeTimes(
  db: Reader,
  { pairingId, viewerId, now, except = [] }: FreeTimesQuery & { except?: readonly string[] },
): Promise<Free | undefined> {
  const pairing = await pairingWith(db, { pairingId, memberId: viewerId });
  if (pairing === undefined) return undefined;
  const ids = [viewerId, otherOf(pairing, viewerId)] as const;
  const you = await personOf(db, { memberId: ids[0], now });
  const them = await personOf(db, { memberId: ids[1], now });
  const span = { at: now, endsAt: now + lookAhead };
  const booked = await takenQuarters(db, { memberIds: ids, ...span, except });
  const yours = await elsewhereOf(db, { memberId: ids[0], person: you, now });
  const theirs = await elsewhereOf(db, { memberId: ids[1], person: them, now });
  return { people: [you, them], taken: new Set([...booked, ...yours, ...theirs]) };
}

/**
 * Which of these times the other of a pairing has something else at, or is away. Only what looking for
 * times shows anyway: hours they said they are usually free in, in the coming five weeks, and never what
 * it is. Nothing for everybody else (requirement C2).
 */
export async function busyAmong(
  db: Reader,
  { times, minutes, ...asking }: FreeTimesQuery & { times: readonly number[]; minutes: number },
): Promise<number[]> {
  const { pairingId, viewerId, now } = asking;
  const pairing = await pairingWith(db, { pairingId, memberId: viewerId });
  if (pairing === undefined) return [];
  const memberId = otherOf(pairing, viewerId);
  const person = await personOf(db, { memberId, now });
  const elsewhere = new Set(await elsewhereOf(db, { memberId, person, now }));
  const usual = new Side({ hours: person.hours, zone: person.zone }, now);
  return times.filter(
    (at) =>
      at > now &&
      at < now + lookAhead &&
      usual.standing(at, minutes) !== 0 &&
      quartersOf({ at, endsAt: at + minutes * minute }).some((quarter) => elsewhere.has(quarter)),
  );
}

/** What somebody's own calendars and days off say, as quarters. */
async function elsewhereOf(
  db: Reader,
  { memberId, person, now }: { memberId: string; person: Person; now: number },
): Promise<Quarter[]> {
  const until = now + lookAhead;
  const busy = await busyBetween(db, { memberId, from: now, until });
  const away = (person.daysOff ?? []).map((date) => {
    const startOf = (ahead: number) =>
      instantOn(person.zone, { day: dayOf(date) + ahead, minute: 0 });
    return { startsAt: startOf(0), endsAt: startOf(1) };
  });
  return [...busy, ...away]
    .filter(({ startsAt }) => startsAt < until)
    .flatMap(({ startsAt, endsAt }) => quartersOf({ at: startsAt, endsAt }));
}

async function personOf(
  db: Reader,
  { memberId, now }: { memberId: string; now: number },
): Promise<Person> {
  const own = await profileOf(db, { memberId });
  const daysOff = await daysOffOf(db, { memberId, now });
  return { hours: own?.profile.hours ?? '', zone: own?.profile.timeZone || 'UTC', daysOff };
}
