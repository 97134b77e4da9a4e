import { offLink } from '#domain/members/unsubscribe-link.ts';
import { frameLetter } from '#lib/letter-layout.ts';
import type { Locale } from '#lib/locale.ts';
import { m } from '#words/paraglide/messages.js';
import type { Reason, Thing } from './report.ts';

/** What a reason is called, for the person who reports and for those who read it. */
export function sayReason(reason: Reason, options: { locale?: Locale } = {}): string {
  return reasonWords[reason]({}, options);
}

const reasonWords: Record<Reason, (blanks: object, options: { locale?: Locale }) => string> = {
  unkind: m.moderation_reason_unkind,
  unwanted: m.moderation_reason_unwanted,
  money: m.moderation_reason_money,
  pretending: m.moderation_reason_pretending,
  danger: m.moderation_reason_danger,
  something_else: m.moderation_reason_something_else,
};

const thingWords: Record<Thing, (blanks: object, options: { locale?: Locale }) => string> = {
  member: m.moderation_thing_member,
  message: m.moderation_thing_message,
  request: m.moderation_thing_request,
  comment: m.moderation_thing_comment,
  question: m.moderation_thing_question,
  post: m.moderation_thing_post,
  shared_answer: m.moderation_thing_shared_answer,
};

/** What kind of thing was reported. */
export const sayThing = (thing: Thing, options: { locale?: Locale } = {}): string =>
  thingWords[thing]({}, options);

/**
 * Tells an organiser that there is a report to read. It names nobody: neither who reported, nor whom it is
 * about, for a letter may be read over a shoulder.
 */
export function reportLetter({
  thing,
  reason,
  community,
  url,
  offUrl,
  locale,
}: {
  thing: Thing;
  reason: Reason;
  community: string;
  url: string;
  /** Where letters about reports are turned off. */
  offUrl: string;
  locale: Locale;
}): { subject: string; text: string; html: string } {
  const { text, html } = frameLetter({
    lang: locale,
    heading: m.moderation_letter_heading({}, { locale }),
    paragraphs: [
      m.moderation_letter_what(
        { thing: sayThing(thing, { locale }), reason: sayReason(reason, { locale }) },
        { locale },
      ),
      m.moderation_letter_who({}, { locale }),
    ],
    button: { label: m.moderation_letter_button({}, { locale }), url },
    footer: [m.letters_sent_by({ community }, { locale })],
    off: offLink(locale, { unwanted: 'reports', url: offUrl }),
  });
  return { subject: m.moderation_letter_subject({ community }, { locale }), text, html };
}
