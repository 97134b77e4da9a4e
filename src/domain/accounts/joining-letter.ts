import { offLink } from '#domain/members/unsubscribe-link.ts';
import { frameLetter } from '#lib/letter-layout.ts';
import type { Locale } from '#lib/locale.ts';
import { m } from '#words/paraglide/messages.js';

/** Tells an organiser that somebody would like to join. */
export function waitingLetter({
  name,
  url,
  offUrl,
  community,
  locale,
}: {
  name: string;
  /** Where organisers see who is waiting. */
  url: string;
  /** Where these letters are turned off. */
  offUrl: string;
  community: string;
  locale: Locale;
}): { subject: string; text: string; html: string } {
  const { text, html } = frameLetter({
    lang: locale,
    heading: m.letters_waiting_heading({ name }, { locale }),
    paragraphs: [m.letters_waiting_what({ name, community }, { locale })],
    button: { label: m.letters_waiting_button({}, { locale }), url },
    footer: [m.letters_sent_by({ community }, { locale })],
    off: offLink(locale, { unwanted: 'membership', url: offUrl }),
  });
  return { subject: m.letters_waiting_subject({ name }, { locale }), text, html };
}
