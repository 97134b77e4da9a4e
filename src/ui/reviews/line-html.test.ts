import { expect, it } from 'vitest';
import { drawnRows, lineHtml, splitHtml } from './line-html.ts';
import type { Line } from './diff-rows.ts';

const page = { file: 0, href: '?', isPlain: false };
const hostile = `<img src=x onerror="alert(1)">&'`;
const line = (over: Partial<Line> = {}): Line => ({
  kind: 'added',
  old: null,
  now: 43,
  runs: [{ isChanged: false, tokens: [{ text: hostile, kind: 'string' }] }],
  at: { side: 'right', number: 43 },
  hasLineEnd: true,
  ...over,
});

it('D2: code that Mallory wrote as markup stays code, in one column and in two', () => {
  for (const html of [lineHtml(line(), page), splitHtml({ before: null, after: line() }, page)]) {
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;&#39;');
  }
});

it('D2: an address that Mallory made up cannot leave its attribute', () => {
  const html = lineHtml(line({ runs: [] }), { ...page, href: '?whole="><script>&' });
  expect(html).not.toContain('<script>');
  expect(html).toContain('href="?whole=&quot;&gt;&lt;script&gt;&amp;on=0:right:43#on"');
});

it('D6: a sign that turns the line around is written out', () => {
  const runs = [{ isChanged: true, tokens: [{ text: 'a\u202eb', kind: 'plain' as const }] }];
  const html = lineHtml(line({ runs }), page);
  expect(html).not.toContain('\u202e');
  expect(html).toContain('>U+202E</span>');
});

it('Tamsin hears which line it is and what happened to it', () => {
  expect(lineHtml(line(), page)).toContain('aria-label="Line 43, added"');
  expect(lineHtml(line(), { ...page, isPlain: true })).toContain('aria-label="Line 43"');
  const removed = line({ kind: 'removed', old: 12, now: null, at: { side: 'left', number: 12 } });
  expect(lineHtml(removed, page)).toContain('aria-label="Line 12, removed"');
});

it('a line Tamsin cannot comment on has a number and no link', () => {
  expect(lineHtml(line({ at: null }), page)).toContain('<td class="ln">43</td>');
});

it('lines that follow each other are one piece, and what is said about them stands between', () => {
  const rows = [
    { row: 'line' as const, line: line() },
    { row: 'line' as const, line: line() },
    { row: 'note' as const, key: 'right:43' },
    { row: 'line' as const, line: line() },
  ];
  expect(drawnRows(rows, page).map(({ row }) => row)).toEqual(['html', 'note', 'html']);
});
