import { expect, it } from 'vitest';
import fc from '#tests/fast-check.ts';
import { segmentsOf } from './hidden-signs.ts';

const shown = (text: string) =>
  segmentsOf(text)
    .map(({ text, sign }) => (sign === null ? text : `[${sign}]`))
    .join('');

it('D6: signs that turn, hide or only look like a space are shown by name', () => {
  expect(shown('if (isAdmin\u202e\u2066) {')).toBe('if (isAdmin[U+202E][U+2066]) {');
  expect(shown('a\u200bb\ufeff\u00a0c\u00add')).toBe('a[U+200B]b[U+FEFF][U+00A0]c[U+00AD]d');
  expect(shown('\u0000\u001b[31m\u007f\u0085')).toBe('[U+0000][U+001B][31m[U+007F][U+0085]');
  expect(shown('\u3164=\u115f\u2800\u2028\u{e0041}\u{e0101}')).toBe(
    '[U+3164]=[U+115F][U+2800][U+2028][U+E0041][U+E0101]',
  );
  expect(shown('x\ud800y\udc00')).toBe('x[U+D800]y[U+DC00]');
});

it('tabs, spaces, letters of all scripts and coloured emoji stay as they are', () => {
  const honest = '\tlet naïve = "日本語 العربية ❤️ 🏳️";  ';
  expect(segmentsOf(honest)).toEqual([{ text: honest, sign: null }]);
  expect(segmentsOf('')).toEqual([]);
});

it('D6: no text keeps a hidden sign outside a named piece, and nothing else is lost', () => {
  const anything = fc.string({ unit: 'binary' });
  const loaded = fc.array(fc.constantFrom('a', ' ', '\u202e', '\u200b', '\ud83d', '\0', '😀'));
  fc.assert(
    fc.property(
      fc.oneof(
        anything,
        loaded.map((parts) => parts.join('')),
      ),
      (text) => {
        const segments = segmentsOf(text);
        const plain = segments.filter(({ sign }) => sign === null).map(({ text }) => text);
        expect(plain.join('')).not.toMatch(
          /[\u0000-\u0008\u202a-\u202e\u2066-\u2069\u200b\p{Cs}]/u,
        );
        expect(segments.map(({ text }) => text).join('')).toBe(text.toWellFormed());
      },
    ),
  );
});

it('fault 22: a line of a million hidden signs becomes a short list', () => {
  const segments = segmentsOf('\u202ea'.repeat(500_000));
  expect(segments.length).toBeLessThan(500);
  expect(segments.at(-1)?.text).not.toContain('\u202e');
});
