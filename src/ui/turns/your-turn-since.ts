/** When something began to wait, as part of a sentence. Times are epoch milliseconds. */
import { localAt, sayDate, sayWeekday, type Reader } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';

/** "today", "yesterday", "on Sunday", and from a week ago on "on 3 September", by the reader's calendar. */
export function sayWhen(at: number, reader: Reader): string {
  const { now, timeZone } = reader;
  const date = localAt(at, timeZone).toPlainDate();
  const { days } = date.until(localAt(now, timeZone).toPlainDate(), { largestUnit: 'day' });
  if (days <= 0) return m.turns_when_today();
  if (days === 1) return m.turns_when_yesterday();
  const day = days < 7 ? sayWeekday(at, timeZone) : sayDate(at, reader);
  return m.turns_when_day({ day });
}
