import { frameLetter } from '#lib/letter-layout.ts';
import type { Locale } from '#lib/locale.ts';
import { sayMonthFirstDate } from '#lib/time-in-letters.ts';
import { m } from '#words/paraglide/messages.js';
import { offLink } from './unsubscribe-link.ts';

interface Facts {
  name: string;
  community: string;
  /** Epoch milliseconds at which the tick goes off, or went off. */
  endsAt: number;
  /** The member's IANA zone, '' where not said. */
  timeZone: string;
  /** Where one click says "still around". */
  url: string;
  /** Where letters about the tick are turned off. */
  offUrl: string;
  locale: Locale;
}

interface Written {
  subject: string;
  text: string;
  html: string;
}

/** Two weeks before a tick goes off: still around? The only reminder there is. */
export function reminderLetter({
  name,
  community,
  endsAt,
  timeZone,
  url,
  offUrl,
  locale,
}: Facts): Written {
  const date = sayMonthFirstDate(endsAt, { locale, zone: timeZone });
  const { text, html } = frameLetter({
    lang: locale,
    heading: m.letters_tick_reminder_heading({}, { locale }),
    paragraphs: [
      m.letters_tick_reminder_what({ name, community, date }, { locale }),
      m.letters_tick_reminder_else({ date }, { locale }),
    ],
    button: { label: m.letters_tick_button({}, { locale }), url },
    footer: [m.letters_tick_once({}, { locale }), m.letters_sent_by({ community }, { locale })],
    off: offLink(locale, { unwanted: 'tick', url: offUrl }),
  });
  return { subject: m.letters_tick_reminder_subject({ community }, { locale }), text, html };
}

/** For a tick that went off before there was a chance to ask; the only letter about it. */
export function lapsedLetter({
  name,
  community,
  url,
  offUrl,
  locale,
}: Omit<Facts, 'endsAt' | 'timeZone'>): Written {
  const { text, html } = frameLetter({
    lang: locale,
    heading: m.letters_tick_lapsed_heading({}, { locale }),
    paragraphs: [
      m.letters_tick_lapsed_what({ name, community }, { locale }),
      m.letters_tick_lapsed_back({}, { locale }),
    ],
    button: { label: m.letters_tick_button({}, { locale }), url },
    footer: [
      m.letters_tick_lapsed_once({}, { locale }),
      m.letters_sent_by({ community }, { locale }),
    ],
    off: offLink(locale, { unwanted: 'tick', url: offUrl }),
  });
  return { subject: m.letters_tick_lapsed_subject({ community }, { locale }), text, html };
}
