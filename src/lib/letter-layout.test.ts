import { describe, expect, it } from 'vitest';
import { escapeHtml, frameLetter } from './letter-layout.ts';

const letter = frameLetter({
  lang: 'en',
  heading: 'Hello <b>Ana</b>',
  paragraphs: ['First line\nsecond line', '"Quoted" & kept'],
  button: { label: 'Sign in', url: 'https://example.org/sign-in/abc?x=1&y=2' },
  footer: ['Sent by Tidewater.'],
});

describe('a framed letter', () => {
  it('says the same in text and in HTML', () => {
    for (const words of ['First line', 'second line', 'Sign in', 'Sent by Tidewater.']) {
      expect(letter.text).toContain(words);
      expect(letter.html).toContain(words);
    }
    expect(letter.text).toContain('https://example.org/sign-in/abc?x=1&y=2');
    expect(letter.html).toContain('href="https://example.org/sign-in/abc?x=1&amp;y=2"');
  });

  it('D12: shows what people wrote as words, never as markup', () => {
    expect(letter.html).not.toContain('<b>');
    expect(letter.html).toContain('Hello &lt;b&gt;Ana&lt;/b&gt;');
    expect(letter.html).toContain('&quot;Quoted&quot; &amp; kept');
  });

  it('has no button where there is nothing to do', () => {
    const { html, text } = frameLetter({ lang: 'de', heading: 'A', paragraphs: ['B'], footer: [] });
    expect(html).not.toContain('<a ');
    expect(html).toContain('<html lang="de">');
    expect(text.startsWith('A\n\nB')).toBe(true);
  });

  it('shows a person’s own words as theirs, in their own direction, and keeps their lines', () => {
    const { text, html } = frameLetter({
      lang: 'en',
      heading: 'أمل wrote you a note',
      paragraphs: [],
      quote: { words: 'مرحبا\nكيف الحال؟\n\n<i>bye</i>', by: 'أمل' },
      footer: [],
    });
    expect(text).toContain('أمل:\n> مرحبا\n> كيف الحال؟\n>\n> <i>bye</i>');
    expect(html).toContain('مرحبا<br>كيف الحال؟</p>');
    expect(html.match(/<p dir="auto"/g)).toHaveLength(2);
    expect(html).toContain('&lt;i&gt;bye&lt;/i&gt;');
  });

  it('names both times, one button, quieter ways and where it is turned off, in both bodies', () => {
    const { text, html } = frameLetter({
      lang: 'en',
      heading: 'Tomorrow',
      paragraphs: [],
      facts: [
        { label: 'You, in Porto', value: '18:30' },
        { label: 'Odalys, in Helsinki', value: '20:30' },
      ],
      afterwards: ['See you.'],
      button: { label: 'Open it', url: 'https://example.org/a' },
      links: [{ label: 'Another time', url: 'https://example.org/b' }],
      footer: ['You get this because you two have a pairing.'],
      off: { label: 'No such letters', url: 'https://example.org/c' },
    });
    expect(text).toContain('You, in Porto: 18:30\nOdalys, in Helsinki: 20:30');
    expect(html).toContain('20:30</td>');
    for (const words of ['See you.', 'Open it', 'Another time', 'No such letters']) {
      expect(text).toContain(words);
      expect(html).toContain(words);
    }
    const addresses = ['https://example.org/a', 'https://example.org/b', 'https://example.org/c'];
    for (const address of addresses) {
      expect(text).toContain(address);
      expect(html).toContain(`href="${address}"`);
    }
    expect(html.match(/class="press"/g)).toHaveLength(1);
  });

  it('G7: fetches nothing, counts nothing, and is small', () => {
    expect(letter.html).not.toMatch(/<img|<link|src=|url\(|@import|<script/);
    expect(letter.html.length).toBeLessThan(10_000);
  });

  it('can be read in the dark: every colour has a dark one', () => {
    expect(letter.html).toContain('content="light dark"');
    for (const [tag] of letter.html.matchAll(/<[^>]+style="[^"]*(?:color|background):#[^>]+>/g)) {
      expect(tag).toMatch(/class="/);
    }
  });

  it('escapes everything an attribute could end with', () => {
    expect(escapeHtml(`<>&"'`)).toBe('&lt;&gt;&amp;&quot;&#39;');
  });
});
