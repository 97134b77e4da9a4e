/** What organisers' answers to somebody who asked to join read like. */
import { offLink } from '#domain/members/unsubscribe-link.ts';
import { frameLetter } from '#lib/letter-layout.ts';
import type { Locale } from '#lib/locale.ts';
import { m } from '#words/paraglide/messages.js';

interface Words {
  subject: string;
  text: string;
  html: string;
}

/** Tells somebody that they are in. */
export function letInLetter({
  name,
  url,
  offUrl,
  community,
  locale,
}: {
  name: string;
  /** Where they go next. */
  url: string;
  /** Where these letters are turned off. */
  offUrl: string;
  community: string;
  locale: Locale;
}): Words {
  const { text, html } = frameLetter({
    lang: locale,
    heading: m.community_letter_let_in_heading({ name }, { locale }),
    paragraphs: [m.community_letter_let_in_what({ community }, { locale })],
    button: { label: m.community_letter_let_in_button({}, { locale }), url },
    footer: [m.letters_sent_by({ community }, { locale })],
    off: offLink(locale, { unwanted: 'membership', url: offUrl }),
  });
  return { subject: m.community_letter_let_in_subject({ community }, { locale }), text, html };
}

/** The words an organiser begins with when saying no; they may change them. */
export const kindNo = ({ community, locale }: { community: string; locale: Locale }): string =>
  m.community_letter_no_words({ community }, { locale });

/** Tells somebody that they weren't let in, in the organiser's words. */
export function turnedDownLetter({
  name,
  words,
  offUrl,
  community,
  locale,
}: {
  name: string;
  words: string;
  /** Where these letters are turned off. */
  offUrl: string;
  community: string;
  locale: Locale;
}): Words {
  const { text, html } = frameLetter({
    lang: locale,
    heading: m.community_letter_no_heading({ name }, { locale }),
    paragraphs: words.split(/\n{2,}/),
    footer: [
      m.community_letter_no_forgotten({}, { locale }),
      m.letters_sent_by({ community }, { locale }),
    ],
    off: offLink(locale, { unwanted: 'membership', url: offUrl }),
  });
  return { subject: m.community_letter_no_subject({ community }, { locale }), text, html };
}
