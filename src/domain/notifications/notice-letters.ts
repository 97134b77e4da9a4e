/** Letters about what somebody was told of: one for each thing, or one for several together. */
import { offLink } from '#domain/members/unsubscribe-link.ts';
import { frameLetter } from '#lib/letter-layout.ts';
import { m } from '#words/paraglide/messages.js';
import type { InLocale } from './notice.ts';
import type { NoticeInWords } from './notice-words.ts';

export interface WrittenLetter {
  subject: string;
  text: string;
  html: string;
  fromName?: string | undefined;
}

/**
 * A letter about one thing.
 *
 * @param url where its button leads
 * @param offUrl where this kind is turned off
 */
export function wordedNotice(
  worded: NoticeInWords,
  { url, offUrl }: { url: string; offUrl: string },
): WrittenLetter {
  const { subject, paragraphs, button, links = [], clocks } = worded;
  const { locale, name, community } = worded.reading;
  const { preference, isFromOther } = worded.delivery;
  const isFromPerson = isFromOther && name !== '';
  const [first = '', ...rest] = paragraphs;
  const { text, html } = frameLetter({
    lang: locale,
    heading: subject,
    paragraphs: [first],
    facts: clocks,
    afterwards: rest,
    button: { label: button, url },
    links: links.map(({ label, query }) => ({ label, url: `${url}?${query}` })),
    footer: [
      ...(isFromPerson ? [m.letters_no_reply({ name }, { locale })] : []),
      m.letters_sent_by({ community }, { locale }),
    ],
    off: offLink(locale, { unwanted: preference, url: offUrl }),
  });
  if (!isFromPerson) return { subject, text, html };
  return { subject, text, html, fromName: m.letters_from({ name, community }, { locale }) };
}

/** One letter about several things, a sentence each; its button leads to all of them. */
export function wordedSummary(
  things: readonly NoticeInWords[],
  { locale, community, url, offUrl }: InLocale & { community: string; url: string; offUrl: string },
): WrittenLetter {
  const subject = m.letters_together_subject({ community }, { locale });
  const { text, html } = frameLetter({
    lang: locale,
    heading: subject,
    paragraphs: [m.letters_together_what({}, { locale }), ...things.map(summaryOf)],
    button: { label: m.letters_together_button({}, { locale }), url },
    footer: [m.letters_sent_by({ community }, { locale })],
    off: offLink(locale, { unwanted: 'digest', url: offUrl }),
  });
  return { subject, text, html };
}

function summaryOf({ subject, clocks }: NoticeInWords): string {
  return [`• ${subject}`, ...clocks.map(({ label, value }) => `${label}: ${value}`)].join('\n');
}
