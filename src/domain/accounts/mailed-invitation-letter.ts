import { offLink } from '#domain/members/unsubscribe-link.ts';
import { frameLetter } from '#lib/letter-layout.ts';
import type { Locale } from '#lib/locale.ts';
import { m } from '#words/paraglide/messages.js';

/** Asks somebody on a list that was brought along whether they would like to be here. */
export function invitationLetter({
  name,
  url,
  offUrl,
  community,
  locale,
}: {
  name: string;
  /** The link with which they say yes. */
  url: string;
  /** Where these letters are turned off. */
  offUrl: string;
  community: string;
  locale: Locale;
}): { subject: string; text: string; html: string } {
  const { text, html } = frameLetter({
    lang: locale,
    heading: m.community_letter_listed_heading({ name }, { locale }),
    paragraphs: [
      m.community_letter_listed_what({ community }, { locale }),
      m.community_letter_listed_hidden({}, { locale }),
    ],
    button: { label: m.community_letter_listed_button({}, { locale }), url },
    footer: [
      m.community_letter_listed_else({}, { locale }),
      m.letters_sent_by({ community }, { locale }),
    ],
    off: offLink(locale, { unwanted: 'membership', url: offUrl }),
  });
  return { subject: m.community_letter_listed_subject({ community }, { locale }), text, html };
}
