/** The line at the end of every letter but those about security: no more of its kind. */
import type { LetterLink } from '#lib/letter-layout.ts';
import type { Locale } from '#lib/locale.ts';
import { m } from '#words/paraglide/messages.js';
import type { Matter, Unwanted } from './mail-choice.ts';

/** What a kind of letter is called where it is turned off. */
export const sayMatter = (matter: Matter, locale: Locale): string =>
  matterWords[matter]({}, { locale });

const matterWords: Record<Matter, (none: object, to: { locale: Locale }) => string> = {
  notes: m.letters_matter_notes,
  answers: m.letters_matter_answers,
  messages: m.letters_matter_messages,
  pairings: m.letters_matter_pairings,
  meetings: m.letters_matter_meetings,
  reviews: m.letters_matter_reviews,
  questions: m.letters_matter_questions,
  reminders: m.letters_matter_reminders,
  invitations: m.letters_matter_invitations,
  check_ins: m.letters_matter_check_ins,
  kind_words: m.letters_matter_kind_words,
  details: m.letters_matter_details,
  tick: m.letters_matter_tick,
  membership: m.letters_matter_membership,
  reports: m.letters_matter_reports,
};

/** Where a letter's kind is turned off, and in which words. */
export function offLink(
  locale: Locale,
  { unwanted, url }: { unwanted: Unwanted; url: string },
): LetterLink {
  if (unwanted === 'digest') return { label: m.letters_off_digest({}, { locale }), url };
  return { label: m.letters_off({ matter: sayMatter(unwanted, locale) }, { locale }), url };
}
