/**
 * The message catalogues: every language has every message, with the same blanks to fill, and
 * none is left over. Prints what is missing; exits 1 when something is.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { defaultLocale, locales, ownName, type Locale } from '#lib/locale.ts';

type Catalogue = Record<string, unknown>;

const blanks = (message: unknown): string =>
  [...new Set(JSON.stringify(message).match(/\{\w+\}/g) ?? [])].toSorted().join(' ');

/** What is wrong between English and another language in one area, a sentence each. */
export function differences(
  area: string,
  { english, other, language }: { english: Catalogue; other: Catalogue; language: string },
): string[] {
  const keys = new Set(
    [...Object.keys(english), ...Object.keys(other)].filter((key) => key !== '$schema'),
  );
  return [...keys].flatMap((key) => {
    if (!(key in english)) return [`${area}: "${key}" is missing in English`];
    if (!(key in other)) return [`${area}: "${key}" is missing in ${language}`];
    if (!key.startsWith(`${area}_`)) return [`${area}: "${key}" should begin with "${area}_"`];
    return blanks(english[key]) === blanks(other[key])
      ? []
      : [`${area}: "${key}" has other blanks in ${language}`];
  });
}

const read = (file: string): Catalogue => JSON.parse(readFileSync(file, 'utf8')) as Catalogue;

/** The areas that have a catalogue: `accounts` of `accounts.en.json`. */
const areasIn = (folder: string): string[] => [
  ...new Set(readdirSync(folder).map((name) => name.split('.')[0] ?? name)),
];

function main(): string[] {
  const root = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src', 'words', 'messages');
  const catalogue = (area: string, locale: Locale) => read(join(root, `${area}.${locale}.json`));
  return areasIn(root).flatMap((area) =>
    locales
      .filter((locale) => locale !== defaultLocale)
      .flatMap((locale) =>
        differences(area, {
          english: catalogue(area, defaultLocale),
          other: catalogue(area, locale),
          language: ownName(locale),
        }),
      ),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = main();
  for (const sentence of found) console.error(sentence);
  process.exitCode = found.length === 0 ? 0 : 1;
}
