/** When two people could meet: their usual hours laid on the year, without what either has by then. */
import type { Free } from '#domain/free-times/free-times.queries.server.ts';
import { freeTimes } from '#domain/free-times/free-times.queries.server.ts';
import { nearestCommon } from '#domain/free-times/nearest-times.ts';
import { commonSlots } from '#domain/free-times/weekly-slot.ts';
import { slotChoices, type SlotChoice } from '#ui/meetings/slot-choices.ts';
import { timeChoice, type Clocks, type TimeChoice } from '#ui/requests/time-choice.ts';
import type { Opened } from '../open-pairing.server.ts';
import type { Reader } from '../pairing-frame.server.ts';

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
  const free = await freeTimes(read, { pairingId: pairing.id, viewerId: you.id, now });
  if (free === undefined || isUnsaid(free)) return { slots: [], isUnsaid: true };
  const { people, taken } = free;
  const slots = commonSlots({ people, zone, minutes, from: now, limit: 200 });
  const clocks = { yourZone: you.timeZone, theirZone: other.timeZone, name: other.name };
  return {
    slots: slotChoices(slots, { clocks, zone, minutes, taken, limit }),
    isUnsaid: false,
  };
}

const isUnsaid = ({ people }: Free): boolean => people.some(({ hours }) => hours === '');

interface Moving {
  readonly pairingId: string;
  readonly viewerId: string;
  readonly meeting: { readonly id: string; readonly at: number; readonly minutes: number };
  readonly clocks: Clocks;
  readonly now: number;
  readonly limit: number;
}

/** Free times for both near where a meeting is; none where either has not said when they are free. */
export async function nearFor(
  read: Reader,
  { meeting, clocks, now, limit, ...about }: Moving,
): Promise<TimeChoice[]> {
  const free = await freeTimes(read, { ...about, now, except: [meeting.id] });
  if (free === undefined) return [];
  const { at, minutes } = meeting;
  return nearestCommon({ ...free, at, minutes, now, limit }).map((time) =>
    timeChoice(time, clocks),
  );
}
