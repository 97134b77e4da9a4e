/** Letters that carry a meeting into a calendar: few words, both clocks, and the file. */
import { offLink } from '#domain/members/unsubscribe-link.ts';
import { frameLetter } from '#lib/letter-layout.ts';
import type { Locale } from '#lib/locale.ts';
import { sayDays, sayTime } from '#lib/time-in-letters.ts';
import { m } from '#words/paraglide/messages.js';

/** Why it comes. Nothing in it tells whose doing it was. */
export type Reason =
  | 'booked'
  | 'moved'
  | 'called_off'
  | 'rhythm'
  | 'replaced'
  | 'paused'
  | 'shifted'
  | 'resting'
  | 'ended';

export interface Days {
  readonly from: string;
  readonly to: string;
}

export interface InvitationFacts {
  readonly locale: Locale;
  readonly reason: Reason;
  readonly community: string;
  /** The other of the two. */
  readonly name: string;
  /** IANA zones, '' where not said. */
  readonly yourZone: string;
  readonly theirZone: string;
  /** The meeting, or the first that is to come; null where there is none. Epoch milliseconds. */
  readonly at: number | null;
  /** The days of a pause, ISO dates, both included. */
  readonly days?: Days | undefined;
  readonly url: string;
  readonly offUrl: string;
}

export interface WrittenInvitation {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export function invitationLetter(facts: InvitationFacts): WrittenInvitation {
  const { locale, reason, community, name, at, url, offUrl } = facts;
  const subject = subjectOf(facts);
  const isGone = reason === 'called_off' || reason === 'replaced' || reason === 'ended';
  const { text, html } = frameLetter({
    lang: locale,
    heading: subject,
    paragraphs: [
      ...(reason === 'shifted' ? [m.letters_rhythm_shifted_why({}, { locale })] : []),
      isGone
        ? m.meetings_calendar_letter_gone({}, { locale })
        : m.meetings_calendar_letter_file({}, { locale }),
    ],
    facts: at === null ? [] : clocks(at, facts),
    button: { label: m.letters_pairing_button({ name }, { locale }), url },
    footer: [m.letters_sent_by({ community }, { locale })],
    off: offLink(locale, { unwanted: 'invitations', url: offUrl }),
  });
  return { subject, text, html };
}

function clocks(at: number, { locale, name, yourZone, theirZone }: InvitationFacts) {
  const yours = {
    label: m.letters_time_you({}, { locale }),
    value: sayTime(at, { locale, zone: yourZone }),
  };
  if (theirZone === '') return [yours];
  return [yours, { label: name, value: sayTime(at, { locale, zone: theirZone }) }];
}

const subjects: Record<
  Reason,
  (said: { name: string; time: string }, to: { locale: Locale }) => string
> = {
  booked: m.meetings_calendar_letter_booked,
  moved: m.meetings_calendar_letter_moved,
  called_off: m.meetings_calendar_letter_called_off,
  rhythm: m.meetings_calendar_letter_rhythm,
  replaced: m.meetings_calendar_letter_replaced,
  paused: m.meetings_calendar_letter_paused,
  shifted: m.meetings_calendar_letter_shifted,
  resting: m.meetings_calendar_letter_resting,
  ended: m.meetings_calendar_letter_ended,
};

function subjectOf(facts: InvitationFacts): string {
  const { reason, name, at, days, locale, yourZone } = facts;
  if (reason === 'paused' && days !== undefined)
    return m.meetings_calendar_letter_paused_days(
      { name, days: sayDays(days, locale) },
      { locale },
    );
  const time = at === null ? '' : sayTime(at, { locale, zone: yourZone });
  return subjects[reason]({ name, time }, { locale });
}
