/** When something was written, in the reader's words and zone. Times are epoch milliseconds. */
import { m } from '#words/paraglide/messages.js';
import { getLocale } from '#words/paraglide/runtime.js';

interface Reader {
  now: number;
  /** IANA zone; '' reads as UTC. */
  timeZone: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** A formatter costs far more to make than to use. */
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = getLocale() === 'en' ? 'en-GB' : getLocale();
  const key = `${locale} ${JSON.stringify(options)}`;
  const made = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  if (formats.size < 1000) formats.set(key, made);
  return made;
}

/**
 * Gives what says when a message was written: "Today, 16:20", within the last week "Friday, 16:20",
 * else "3 September, 16:20", with the year where it is another. Made once for a page of them.
 */
export function sayingWhen({ now, timeZone: zone }: Reader): (at: number) => string {
  const timeZone = zone || 'UTC';
  const today = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(timeZone)
    .startOfDay();
  const daysAgo = (days: number) => today.subtract({ days }).epochMilliseconds;
  const [midnight, before, week] = [daysAgo(0), daysAgo(1), daysAgo(6)];
  const newYear = today.with({ month: 1, day: 1 }).epochMilliseconds;
  const time = format({ hour: '2-digit', minute: '2-digit', timeZone });
  const weekday = format({ weekday: 'long', timeZone });
  const date = format({ day: 'numeric', month: 'long', timeZone });
  const longAgo = format({ day: 'numeric', month: 'long', year: 'numeric', timeZone });
  const dayOf = (at: number) => {
    if (at >= midnight) return m.conversations_today();
    if (at >= before) return m.conversations_yesterday();
    if (at >= week) return weekday.format(at);
    return (at >= newYear ? date : longAgo).format(at);
  };
  return (at) => m.conversations_at({ day: dayOf(at), time: time.format(at) });
}
