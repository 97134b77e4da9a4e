import { type Locale, locales } from '#lib/locale.ts';
import { describe, expect, it } from 'vitest';
import { matters } from '#domain/members/mail-choice.ts';
import { sayMatter } from '#domain/members/unsubscribe-link.ts';
import { noticeOfKind } from './notice-kind.queries.server.ts';
import { noticeKinds } from './notice-kinds.queries.server.ts';
import { wordedNotice, wordedSummary } from './notice-letters.ts';
import { wordNotice, type NoticeInWords, type NoticeReading } from './notice-words.ts';
import type { NoticeFacts } from './notice.ts';

const base = 'https://tidewater.test';
const offUrl = `${base}/unsubscribe/someone.notes.signature`;

interface More extends Partial<NoticeReading>, Pick<NoticeFacts, 'at'> {}

function told(kind: string, locale: Locale, { at, ...reading }: More = {}): NoticeInWords {
  const notice = noticeOfKind(noticeKinds, kind);
  if (notice === undefined) throw new Error(`There is no notice of the kind ${kind}`);
  const facts = { skills: ['CSS', 'Rust'], at };
  return wordNotice(notice, facts, {
    locale,
    community: 'Tidewater Code Guild',
    name: 'Kweku <b>"Mensah"</b>',
    theirZone: 'Africa/Accra',
    yourZone: 'Europe/Lisbon',
    third: 'Odalys & Co',
    now: null,
    ...reading,
  });
}

const evening = { at: Date.UTC(2026, 10, 25, 18, 30) };

const every = noticeKinds.flatMap(({ kind }) => locales.map((locale) => ({ kind, locale })));

describe('the words of a notice', () => {
  it.each(every)(
    'G7, D12: $kind in $locale reads as text and HTML, small, with links to us alone',
    ({ kind, locale }) => {
      const url = `${base}/requests/1`;
      const { subject, text, html } = wordedNotice(told(kind, locale, evening), { url, offUrl });
      expect(subject).not.toMatch(/[\r\n]|undefined|\{/);
      expect(`${text}${html}`).not.toMatch(/undefined|\{name\}|\{third\}|\{day\}|\{community\}/);
      expect(text).toContain(url);
      expect(text).toContain(offUrl);
      expect(Buffer.byteLength(html) + Buffer.byteLength(text)).toBeLessThan(100_000);
      expect(html).not.toContain('<b>');
      expect(html).not.toMatch(/<(?:img|script|link|iframe)\b|url\(|@import/i);
      const addresses = [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address]) => address);
      expect(addresses.length).toBeGreaterThan(1);
      for (const address of addresses) expect(address?.startsWith(`${base}/`)).toBe(true);
      expect(`${subject} ${text}`).not.toContain('!');
    },
  );

  it.each(every)('keeps $kind in $locale apart from every other kind', ({ kind, locale }) => {
    const { subject } = told(kind, locale);
    const twins = noticeKinds.filter((other) => told(other.kind, locale).subject === subject);
    expect(twins.map((twin) => twin.kind)).toEqual([kind]);
  });

  it('says the subjects people know', () => {
    const subject = (kind: string) => told(kind, 'en', { ...evening, name: 'Kweku' }).subject;
    expect([
      subject('note_received'),
      subject('note_yes'),
      subject('note_no'),
      subject('note_waiting'),
      subject('wrapped_up'),
      subject('thanks_left'),
      subject('check_in_opened'),
    ]).toEqual([
      'Kweku wrote you a note',
      'Kweku said yes: Wed 25 Nov, 18:30',
      'Kweku can’t right now',
      'A note from Kweku is still waiting',
      'Your pairing with Kweku has wrapped up',
      'Kweku left you a thank-you',
      'A quick check-in about you and Kweku',
    ]);
  });

  it('says a time on both clocks, and the day of each', () => {
    const letter = wordedNotice(
      told('note_yes', 'en', { ...evening, name: 'Kenji', theirZone: 'Asia/Tokyo' }),
      { url: base, offUrl },
    );
    expect(letter.text).toContain('You: Wed 25 Nov, 18:30\nKenji: Thu 26 Nov, 03:30');
    const unknown = wordedNotice(
      told('note_yes', 'de', { ...evening, yourZone: '', theirZone: '' }),
      {
        url: base,
        offUrl,
      },
    );
    expect(unknown.text).toContain('Du: Mi., 25. November, 18:30 UTC');
  });

  it('leads from a note to each of its answers in one click', () => {
    const url = `${base}/requests/1`;
    const letter = wordedNotice(told('note_received', 'en', evening), { url, offUrl });
    for (const answer of ['yes', 'question', 'full', 'pass']) {
      expect(letter.text).toContain(`${url}?answer=${answer}`);
      expect(letter.html).toContain(`${url}?answer=${answer}`);
    }
  });

  it('E6: lets an ending come from nobody, whoever it is with', () => {
    expect(noticeOfKind(noticeKinds, 'wrapped_up')?.isFromOther).toBe(false);
    const letter = wordedNotice(told('wrapped_up', 'en', { ...evening, name: 'Kweku' }), {
      url: base,
      offUrl,
    });
    expect(letter.fromName).toBeUndefined();
    expect(letter.text).not.toMatch(/Kweku (?:ended|left|wrapped)/);
  });

  it('tells several things in one letter with one button', () => {
    const things = [
      told('thanks_left', 'en', evening),
      told('note_yes', 'en', evening),
      told('woke', 'de', evening),
    ];
    const { text } = wordedSummary(things, {
      locale: 'en',
      community: 'Tidewater Code Guild',
      url: `${base}/notifications`,
      offUrl,
    });
    expect(text.match(/https:\/\//g)).toHaveLength(2);
    expect(text.match(/^• /gm)).toHaveLength(3);
    expect(text).toContain('You: Wed 25 Nov, 18:30');
  });

  it('has a name for every matter, in both languages', () => {
    const names = matters.flatMap((matter) => [sayMatter(matter, 'en'), sayMatter(matter, 'de')]);
    expect(new Set(names).size).toBe(matters.length * 2);
  });
});
