import { describe, expect, it } from 'vitest';
import { ownPath } from './site-path.ts';
import fc from '#tests/fast-check.ts';

const base = 'https://mentoring.example.org';
const tricks = [
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '///evil.example',
  '/%09//evil.example/..//',
  'https://evil.example',
  'https:evil.example',
  'HTTPS://evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  '/.//evil.example',
  '/..//evil.example',
  '/%2e%2e//evil.example',
  '@evil.example',
  '/@evil.example',
  ' //evil.example',
  '/ /evil.example',
  '/／evil.example',
  '／／evil.example',
  '/\u2025/evil.example',
  'evil.example',
  '',
  '?to=//evil.example',
  '#//evil.example',
  '/\u0000/evil.example',
];
const wraps = [
  (t: string) => t,
  (t: string) => ` ${t}`,
  (t: string) => `${t}\t`,
  (t: string) => `\u0000${t}`,
  (t: string) => t.toUpperCase(),
  (t: string) => t.replaceAll('/', '\\'),
  (t: string) => encodeURI(t),
  (t: string) => `${t}@mentoring.example.org`,
  (t: string) => `${t}/../..`,
  (t: string) => `\u200b${t}`,
  (t: string) => t.replace('evil', 'ev\u0131l'),
  (t: string) => `/${t}`,
];

describe('where somebody lands after signing in', () => {
  it('A13: three hundred crafted addresses never lead off this site', () => {
    const crafted = tricks.flatMap((trick) => wraps.map((wrap) => wrap(trick)));
    expect(crafted.length).toBeGreaterThanOrEqual(300);
    for (const text of crafted) {
      expect(new URL(ownPath(text), base).origin, JSON.stringify(text)).toBe(base);
      expect(new URL(ownPath(text), base).href.startsWith(`${base}//`), JSON.stringify(text)).toBe(
        false,
      );
    }
  });

  it('A13: no text at all leads off this site', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(new URL(ownPath(`/${text}`), base).origin).toBe(base);
      }),
    );
  });

  it('keeps an honest path with its query and hash', () => {
    expect(ownPath('/mentors?skill=go&page=2#list')).toBe('/mentors?skill=go&page=2#list');
    expect(ownPath('/members/0192f0a0-1234')).toBe('/members/0192f0a0-1234');
    expect(ownPath(undefined)).toBe('/');
  });
});
