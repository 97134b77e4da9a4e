import { describe, expect, it } from 'vitest';
import { matters } from '#domain/members/choices/choice.ts';
import { sayMatter } from '#domain/members/choices/letters.ts';
import { noticeLetter, togetherLetter } from './letters.ts';
import { mannerOf, noticeKinds } from './notice.ts';
import { wordNotice, type Told } from './wording.ts';

const base = 'https://tidewater.test';
const offUrl = `${base}/unsubscribe/someone.notes.signature`;

const told = (kind: Told['kind'], locale: 'en' | 'de', more: Partial<Told> = {}): Told => ({
  kind,
  locale,
  community: 'Tidewater Code Guild',
  name: 'Kweku <b>"Mensah"</b>',
  theirZone: 'Africa/Accra',
  yourZone: 'Europe/Lisbon',
  third: 'Odalys & Co',
  skills: ['CSS', 'Rust'],
  at: Date.UTC(2026, 10, 25, 18, 30),
  ...more,
});

const every = noticeKinds.flatMap((kind) =>
  (['en', 'de'] as const).map((locale) => ({ kind, locale })),
);

describe('the words of a notice', () => {
  it.each(every)(
    'G7, D12: $kind in $locale reads as text and HTML, small, with links to us alone',
    ({ kind, locale }) => {
      const url = `${base}/requests/1`;
      const { subject, text, html } = noticeLetter(told(kind, locale), { url, offUrl });
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
    const { subject } = wordNotice(told(kind, locale, { at: null }));
    const twins = noticeKinds.filter(
      (other) => wordNotice(told(other, locale, { at: null })).subject === subject,
    );
    expect(twins).toEqual([kind]);
  });

  it('says the subjects people know', () => {
    const subject = (kind: Told['kind']) => wordNotice(told(kind, 'en', { name: 'Kweku' })).subject;
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
    const letter = noticeLetter(
      told('note_yes', 'en', { name: 'Kenji', theirZone: 'Asia/Tokyo' }),
      { url: base, offUrl },
    );
    expect(letter.text).toContain('You: Wed 25 Nov, 18:30\nKenji: Thu 26 Nov, 03:30');
    const unknown = noticeLetter(told('note_yes', 'de', { yourZone: '', theirZone: '' }), {
      url: base,
      offUrl,
    });
    expect(unknown.text).toContain('Du: Mi., 25. November, 18:30 UTC');
  });

  it('leads from a note to each of its answers in one click', () => {
    const url = `${base}/requests/1`;
    const letter = noticeLetter(told('note_received', 'en'), { url, offUrl });
    for (const answer of ['yes', 'question', 'full', 'pass']) {
      expect(letter.text).toContain(`${url}?answer=${answer}`);
      expect(letter.html).toContain(`${url}?answer=${answer}`);
    }
  });

  it('E6: lets an ending come from nobody, whoever it is with', () => {
    expect(mannerOf('wrapped_up').isFromOther).toBe(false);
    const letter = noticeLetter(told('wrapped_up', 'en', { name: 'Kweku' }), { url: base, offUrl });
    expect(letter.fromName).toBeUndefined();
    expect(letter.text).not.toMatch(/Kweku (?:ended|left|wrapped)/);
  });

  it('tells several things in one letter with one button', () => {
    const things = [told('thanks_left', 'en'), told('note_yes', 'en'), told('woke', 'de')];
    const { text } = togetherLetter(things, {
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
