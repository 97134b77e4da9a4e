import { frameLetter } from '#lib/letter-layout.ts';
import type { Locale } from '#lib/locale.ts';
import { m } from '#words/paraglide/messages.js';

interface Written {
  subject: string;
  text: string;
  html: string;
}

/** The link somebody asked for on the sign-in page. */
export function signInLetter({
  url,
  community,
  isNew,
  isLong,
  locale,
}: {
  url: string;
  community: string;
  /** Whether opening it begins with joining. */
  isNew: boolean;
  /** Whether it lives a day instead of fifteen minutes. */
  isLong: boolean;
  locale: Locale;
}): Written {
  const { text, html } = frameLetter({
    lang: locale,
    heading: m.letters_sign_in_heading({ community }, { locale }),
    paragraphs: [
      isNew
        ? m.letters_sign_in_new({ community }, { locale })
        : m.letters_sign_in_back({}, { locale }),
      isLong ? m.letters_sign_in_day({}, { locale }) : m.letters_sign_in_once({}, { locale }),
    ],
    button: { label: m.letters_sign_in_button({}, { locale }), url },
    footer: [
      m.letters_sign_in_ignore({}, { locale }),
      m.letters_sent_by({ community }, { locale }),
    ],
  });
  return { subject: m.letters_sign_in_subject({}, { locale }), text, html };
}

/** For an address without an account, where joining takes an invite. */
export function noAccountLetter({
  url,
  community,
  locale,
}: {
  /** The sign-in page, to try another address. */
  url: string;
  community: string;
  locale: Locale;
}): Written {
  const { text, html } = frameLetter({
    lang: locale,
    heading: m.letters_no_account_heading({}, { locale }),
    paragraphs: [
      m.letters_no_account_what({ community }, { locale }),
      m.letters_no_account_how({}, { locale }),
    ],
    button: { label: m.letters_no_account_button({}, { locale }), url },
    footer: [
      m.letters_sign_in_ignore({}, { locale }),
      m.letters_sent_by({ community }, { locale }),
    ],
  });
  return { subject: m.letters_no_account_subject({ community }, { locale }), text, html };
}

/** Tells a member that somebody made a sign-in link for them: an organiser, or whoever runs the server. */
export function handedLetter({
  community,
  locale,
  isPrinted,
}: {
  community: string;
  locale: Locale;
  isPrinted: boolean;
}): Written {
  const { text, html } = frameLetter({
    lang: locale,
    heading: isPrinted
      ? m.letters_printed_heading({}, { locale })
      : m.letters_handed_heading({}, { locale }),
    paragraphs: [
      isPrinted ? m.letters_printed_what({}, { locale }) : m.letters_handed_what({}, { locale }),
      m.letters_handed_check({}, { locale }),
    ],
    footer: [m.letters_sent_by({ community }, { locale })],
  });
  return { subject: m.letters_handed_subject({}, { locale }), text, html };
}
