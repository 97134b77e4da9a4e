import { describe, expect, it } from 'vitest';
import { escapeHtml, frameLetter } from './letter.ts';

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

  it('escapes everything an attribute could end with', () => {
    expect(escapeHtml(`<>&"'`)).toBe('&lt;&gt;&amp;&quot;&#39;');
  });
});
