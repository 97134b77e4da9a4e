/** When two people could meet: their usual hours laid on the year, without what either has by then. */
import { takenQuarters } from '#domain/meetings/booking/queries.server.ts';
import { quartersOf, type Quarter } from '#domain/meetings/booking/quarter.ts';
import { busyBetween } from '#domain/meetings/busy/queries.server.ts';
import { daysOffOf } from '#domain/meetings/days-off/queries.server.ts';
import { commonSlots } from '#domain/meetings/slots/slot.ts';
import { profileOf } from '#domain/members/profiles/queries.server.ts';
import { lookAhead, slotChoices, type SlotChoice } from '#ui/meetings/slots.ts';
import type { Opened } from '../pairing.server.ts';
import type { Reader } from '../frame.server.ts';

export interface Common {
  readonly slots: readonly SlotChoice[];
  /** True where either has not said when they are usually free. */
  readonly isUnsaid: boolean;
}

/** @param zone IANA zone on whose clock the times are kept */
export async function commonFor(
  read: Reader,
  { pairing, reader }: Opened,
  { zone, minutes, limit }: { zone: string; minutes: number; limit: number },
): Promise<Common> {
  const { you, other } = pairing;
  const { now } = reader;
  const ids = [you.id, other.id] as const;
  const [one, another] = await Promise.all([
    personOf(read, { memberId: you.id, now }),
    personOf(read, { memberId: other.id, now }),
  ]);
  if (one.hours === '' || another.hours === '') return { slots: [], isUnsaid: true };
  const slots = commonSlots({ people: [one, another], zone, minutes, from: now, limit: 200 });
  const span = { at: now, endsAt: now + lookAhead };
  const booked = await takenQuarters(read, { memberIds: ids, ...span });
  const elsewhere = await Promise.all(ids.map((id) => elsewhereOf(read, id, now)));
  const taken = new Set([...booked, ...elsewhere.flat()]);
  const clocks = { yourZone: you.timeZone, theirZone: other.timeZone, name: other.name };
  return {
    slots: slotChoices(slots, { clocks, zone, minutes, now, taken, limit }),
    isUnsaid: false,
  };
}

/** What somebody's own calendars say, as quarters and nothing else. */
async function elsewhereOf(read: Reader, memberId: string, now: number): Promise<Quarter[]> {
  const times = await busyBetween(read, { memberId, from: now, until: now + lookAhead });
  return times.flatMap(({ startsAt, endsAt }) => quartersOf({ at: startsAt, endsAt }));
}

async function personOf(read: Reader, { memberId, now }: { memberId: string; now: number }) {
  const own = await profileOf(read, { memberId });
  const daysOff = await daysOffOf(read, { memberId, now });
  return { hours: own?.profile.hours ?? '', zone: own?.profile.timeZone || 'UTC', daysOff };
}
