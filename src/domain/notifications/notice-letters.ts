/** Letters about what somebody was told of: one for each thing, or one for several together. */
import { offLink } from '#domain/members/choices/letters.ts';
import { frameLetter } from '#lib/letter.ts';
import { m } from '#words/paraglide/messages.js';
import { mannerOf } from './notice.ts';
import { clocksOf, wordNotice, type Told } from './wording.ts';

export interface Written {
  subject: string;
  text: string;
  html: string;
  fromName?: string | undefined;
}

type Locale = 'en' | 'de';

/**
 * A letter about one thing.
 *
 * @param url where its button leads
 * @param offUrl where this kind is turned off
 */
export function noticeLetter(
  told: Told,
  { url, offUrl }: { url: string; offUrl: string },
): Written {
  const { locale, name, community, kind } = told;
  const { subject, paragraphs, button, links = [] } = wordNotice(told);
  const { matter, isFromOther } = mannerOf(kind);
  const isFromPerson = isFromOther && name !== '';
  const [first = '', ...rest] = paragraphs;
  const { text, html } = frameLetter({
    lang: locale,
    heading: subject,
    paragraphs: [first],
    facts: clocksOf(told),
    afterwards: rest,
    button: { label: button, url },
    links: links.map(({ label, query }) => ({ label, url: `${url}?${query}` })),
    footer: [
      ...(isFromPerson ? [m.letters_no_reply({ name }, { locale })] : []),
      m.letters_sent_by({ community }, { locale }),
    ],
    off: offLink(locale, { unwanted: matter, url: offUrl }),
  });
  if (!isFromPerson) return { subject, text, html };
  return { subject, text, html, fromName: m.letters_from({ name, community }, { locale }) };
}

/** One letter about several things, a sentence each; its button leads to all of them. */
export function togetherLetter(
  things: readonly Told[],
  {
    locale,
    community,
    url,
    offUrl,
  }: { locale: Locale; community: string; url: string; offUrl: string },
): Written {
  const subject = m.letters_together_subject({ community }, { locale });
  const { text, html } = frameLetter({
    lang: locale,
    heading: subject,
    paragraphs: [m.letters_together_what({}, { locale }), ...things.map(lineOf)],
    button: { label: m.letters_together_button({}, { locale }), url },
    footer: [m.letters_sent_by({ community }, { locale })],
    off: offLink(locale, { unwanted: 'digest', url: offUrl }),
  });
  return { subject, text, html };
}

function lineOf(told: Told): string {
  const times = clocksOf(told).map(({ label, value }) => `${label}: ${value}`);
  return [`• ${wordNotice(told).subject}`, ...times].join('\n');
}
