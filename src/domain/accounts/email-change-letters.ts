import { frameLetter } from '#lib/letter-layout.ts';
import type { Locale } from '#lib/locale.ts';
import { m } from '#words/paraglide/messages.js';

interface LetterContext {
  community: string;
  locale: Locale;
}
interface Written {
  subject: string;
  text: string;
  html: string;
}

/** Asks one of the two mailboxes to say yes to a change of address. */
export function confirmLetter({
  side,
  url,
  newAddress,
  community,
  locale,
}: LetterContext & { side: 'old' | 'new'; url: string; newAddress: string }): Written {
  const { text, html } = frameLetter({
    lang: locale,
    heading: m.letters_move_heading({}, { locale }),
    paragraphs: [
      side === 'old'
        ? m.letters_move_from_old({ community, address: newAddress }, { locale })
        : m.letters_move_to_new({ community }, { locale }),
      m.letters_move_both({}, { locale }),
    ],
    button: { label: m.letters_move_button({}, { locale }), url },
    footer: [
      side === 'old'
        ? m.letters_move_not_you({}, { locale })
        : m.letters_sign_in_ignore({}, { locale }),
      m.letters_sent_by({ community }, { locale }),
    ],
  });
  return { subject: m.letters_move_subject({}, { locale }), text, html };
}

/** For a new address that somebody's account has already; only its owner learns that. */
export function takenLetter({ community, url, locale }: LetterContext & { url: string }): Written {
  const { text, html } = frameLetter({
    lang: locale,
    heading: m.letters_taken_heading({}, { locale }),
    paragraphs: [m.letters_taken_what({ community }, { locale })],
    button: { label: m.letters_sign_in_button({}, { locale }), url },
    footer: [m.letters_sent_by({ community }, { locale })],
  });
  return { subject: m.letters_move_subject({}, { locale }), text, html };
}

/** Tells the old mailbox that the account has moved, with a way to take it back. */
export function movedLetter({
  url,
  newAddress,
  community,
  locale,
}: LetterContext & { url: string; newAddress: string }): Written {
  const { text, html } = frameLetter({
    lang: locale,
    heading: m.letters_moved_heading({}, { locale }),
    paragraphs: [
      m.letters_moved_what({ community, address: newAddress }, { locale }),
      m.letters_moved_undo({}, { locale }),
    ],
    button: { label: m.letters_moved_button({}, { locale }), url },
    footer: [m.letters_sent_by({ community }, { locale })],
  });
  return { subject: m.letters_moved_subject({}, { locale }), text, html };
}
