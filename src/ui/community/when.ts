interface Said {
  locale: string;
  /** IANA zone; '' where it is not known, which reads as UTC. */
  timeZone: string;
}

/** A day as people write it: "18 November 2026". `at` in epoch milliseconds. */
export const sayDay = (at: number, { locale, timeZone }: Said): string =>
  new Intl.DateTimeFormat(tagOf(locale), { dateStyle: 'long', timeZone: timeZone || 'UTC' }).format(
    at,
  );

/** A moment with its zone: "18 Nov 2026, 15:20 CET". `at` in epoch milliseconds. */
export const sayMoment = (at: number, { locale, timeZone }: Said): string =>
  new Intl.DateTimeFormat(tagOf(locale), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone: timeZone || 'UTC',
  }).format(at);

/** English the way most of the world writes its dates, day first. */
const tagOf = (locale: string): string => (locale === 'en' ? 'en-GB' : locale);
