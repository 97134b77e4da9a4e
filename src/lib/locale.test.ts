import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { defaultLocale, localeOf, locales, ownName } from './locale.ts';

const settings = new URL('../../project.inlang/settings.json', import.meta.url);

it('are the languages the message catalogues have, in the same order', () => {
  const catalogues: { locales: string[]; baseLocale: string } = JSON.parse(
    readFileSync(settings, 'utf8'),
  );
  expect(catalogues.locales).toEqual(locales);
  expect(catalogues.baseLocale).toBe(defaultLocale);
});

it('reads a language of ours, and nothing else', () => {
  for (const locale of locales) expect(localeOf(locale)).toBe(locale);
  for (const text of ['', 'EN', 'xx', 'toString', null, undefined])
    expect(localeOf(text)).toBe(null);
});

it('has for each language the name Unicode has for it', () => {
  const unicodeName = (locale: string) =>
    new Intl.DisplayNames([locale], { type: 'language' }).of(locale);
  for (const locale of locales) expect(ownName(locale)).toBe(unicodeName(locale));
});
