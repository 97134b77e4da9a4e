/** When something began to wait, as part of a sentence. Times are epoch milliseconds. */
import { sayDate } from '#ui/pairings/moments.ts';
import { m } from '#words/paraglide/messages.js';
import { getLocale } from '#words/paraglide/runtime.js';

export interface Reader {
  readonly now: number;
  /** The reader's IANA zone; '' reads as UTC. */
  readonly timeZone: string;
}

/** "today", "yesterday", "on Sunday", and from a week ago on "on 3 September", by the reader's calendar. */
export function sayWhen(at: number, reader: Reader): string {
  const date = dateOf(at, reader);
  const { days } = date.until(dateOf(reader.now, reader), { largestUnit: 'day' });
  if (days <= 0) return m.turns_when_today();
  if (days === 1) return m.turns_when_yesterday();
  const day =
    days < 7 ? date.toLocaleString(getLocale(), { weekday: 'long' }) : sayDate(at, reader);
  return m.turns_when_day({ day });
}

const dateOf = (at: number, { timeZone }: Reader): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(timeZone || 'UTC')
    .toPlainDate();
