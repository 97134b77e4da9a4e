/** The languages of the interface. Whatever depends on one starts from this list. */

/** The name its own speakers use, and the BCP 47 tag by which dates are written. */
interface Language {
  readonly name: string;
  readonly dateTag: string;
}

/** In the order in which they are offered. project.inlang/settings.json names the same. */
const languages = {
  // English the way most of the world writes its dates, day first.
  en: { name: 'English', dateTag: 'en-GB' },
  de: { name: 'Deutsch', dateTag: 'de' },
} as const satisfies Readonly<Record<string, Language>>;

export type Locale = keyof typeof languages;

/** The language of whoever has chosen none and asks for none of ours. */
export const defaultLocale: Locale = 'en';

/** Reads text as a language of ours; null for any other text and for none. */
export function localeOf(text: string | null | undefined): Locale | null {
  return locales.find((locale) => locale === text) ?? null;
}

/** All languages, in the order in which they are offered. */
export const locales: readonly Locale[] = Object.keys(languages).filter(isLocale);

function isLocale(text: string): text is Locale {
  return Object.hasOwn(languages, text);
}

/** The name of a language as its own speakers write it: "Deutsch". */
export const ownName = (locale: Locale): string => languages[locale].name;

/** The BCP 47 tag for dates with a written month in a language. */
export const dateTag = (locale: Locale): string => languages[locale].dateTag;
