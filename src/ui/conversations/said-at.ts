/** When something was written, in the reader's words and zone. Times are epoch milliseconds. */
import { formatFor, localAt, type Reader } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';

/**
 * Gives what says when a message was written: "Today, 16:20", within the last week "Friday, 16:20",
 * else "3 September, 16:20", with the year where it is another. Made once for a page of them.
 */
export function sayingWhen({ now, timeZone }: Reader): (at: number) => string {
  const today = localAt(now, timeZone).startOfDay();
  const daysAgo = (days: number) => today.subtract({ days }).epochMilliseconds;
  const [midnight, before, week] = [daysAgo(0), daysAgo(1), daysAgo(6)];
  const newYear = today.with({ month: 1, day: 1 }).epochMilliseconds;
  const [time, weekday] = [formatFor('clock', timeZone), formatFor('weekday', timeZone)];
  const [date, longAgo] = [formatFor('date', timeZone), formatFor('dateWithYear', timeZone)];
  const dayOf = (at: number) => {
    if (at >= midnight) return m.conversations_today();
    if (at >= before) return m.conversations_yesterday();
    if (at >= week) return weekday.format(at);
    return (at >= newYear ? date : longAgo).format(at);
  };
  return (at) => m.conversations_at({ day: dayOf(at), time: time.format(at) });
}
