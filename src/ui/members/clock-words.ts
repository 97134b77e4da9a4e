/** What time it is for someone else. */
import { minute } from '#lib/duration.ts';
import { clockOn } from '#lib/time-in-letters.ts';
import { m } from '#words/paraglide/messages.js';
import { sayQuarters } from './hours-words.ts';
import { remembered } from './phrase-cache.ts';

interface TwoZonesNow {
  /** Epoch milliseconds. */
  readonly now: number;
  /** IANA zones; '' where not known. */
  readonly there: string;
  readonly here: string;
}

/** "16:20 there, 2 hours ahead"; '' when their zone is not known. */
export function sayTheirTime({ now, there, here }: TwoZonesNow): string {
  return there === '' ? '' : said({ now: Math.floor(now / minute) * minute, there, here });
}

const said = remembered(
  ({ now, there, here }: TwoZonesNow) => {
    const instant = Temporal.Instant.fromEpochMilliseconds(now);
    const local = instant.toZonedDateTimeISO(there);
    const time = clockOn(local);
    if (here === '') return m.directory_clock_there({ time });
    const mine = instant.toZonedDateTimeISO(here);
    const ahead = (local.offsetNanoseconds - mine.offsetNanoseconds) / 60e9;
    if (ahead === 0) return m.directory_clock_same({ time });
    const count = Math.abs(ahead) / 60;
    const words = { time, count, hours: sayQuarters(Math.round(count * 4)) };
    return ahead > 0 ? m.directory_clock_ahead(words) : m.directory_clock_behind(words);
  },
  ({ now, there, here }) => `${now} ${there} ${here}`,
);
