/** When two people could meet: their usual hours laid on the year, without what either has by then. */
import { takenQuarters } from '#domain/meetings/booking/queries.server.ts';
import { commonSlots } from '#domain/meetings/slots/slot.ts';
import { profileOf } from '#domain/members/profiles/queries.server.ts';
import { lookAhead, slotChoices, type SlotChoice } from '#ui/meetings/slots.ts';
import type { Opened } from '../pairing.server.ts';
import type { Reader } from '../shared.server.ts';

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
  const people = await Promise.all([personOf(read, you.id), personOf(read, other.id)]);
  const [one, another] = people;
  if (one.hours === '' || another.hours === '') return { slots: [], isUnsaid: true };
  const { now } = reader;
  const slots = commonSlots({ people: [one, another], zone, minutes, from: now, limit: 200 });
  const span = { at: now, endsAt: now + lookAhead };
  const taken = await takenQuarters(read, { memberIds: [you.id, other.id], ...span });
  const clocks = { yourZone: you.timeZone, theirZone: other.timeZone, name: other.name };
  return {
    slots: slotChoices(slots, { clocks, zone, minutes, now, taken, limit }),
    isUnsaid: false,
  };
}

async function personOf(read: Reader, memberId: string) {
  const own = await profileOf(read, { memberId });
  return { hours: own?.profile.hours ?? '', zone: own?.profile.timeZone || 'UTC' };
}
