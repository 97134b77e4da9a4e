/** Which day a list is read on: the order changes at the reader's own midnight. */
import type { Cursor } from './list-page.ts';
import type { Seeker } from './mentor-query.ts';

/** The seeker's own day, or the one before if that is when they began to read. */
export function dayToRead({
  now,
  seeker,
  after,
}: {
  now: number;
  seeker: Seeker;
  after: Cursor | undefined;
}): string {
  const { day, before } = dayAt(now, seeker.timeZone || 'UTC');
  return after?.day === before ? before : day;
}

interface LocalDay {
  readonly day: string;
  readonly before: string;
  readonly from: number;
  readonly until: number;
}

const daysKnown = new Map<string, LocalDay>();

/** The date on the clock of `zone`, remembered until midnight there. */
function dayAt(now: number, zone: string): LocalDay {
  const known = daysKnown.get(zone);
  if (known && known.from <= now && now < known.until) return known;
  const date = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  const made = {
    day: date.toString(),
    before: date.subtract({ days: 1 }).toString(),
    from: date.toZonedDateTime(zone).epochMilliseconds,
    until: date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds,
  };
  daysKnown.set(zone, made);
  return made;
}
