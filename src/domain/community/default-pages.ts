/** The text a new community's pages come with; from then on they are its own. */
import { locales, type Locale } from '#lib/locale.ts';
import { english } from './default-pages-english.ts';
import { german } from './default-pages-german.ts';
import { pageSlugs, type PageSlug, type PageTexts } from './community-page.ts';

const texts: Readonly<Record<Locale, PageTexts>> = { en: english, de: german };

/** Every page in one language, in the order they are listed. */
export function defaultPages(locale: Locale): { slug: PageSlug; title: string; body: string }[] {
  return pageSlugs.map((slug) => {
    const { title, body } = texts[locale][slug];
    return { slug, title, body: body.trim() };
  });
}

/**
 * A page for a reader of one language: text that nobody has changed yet is there in all of ours;
 * a community's own words stay in the language they were written in, taken to be the community's.
 */
export function pageFor<Page extends { slug: PageSlug; title: string; body: string }>(
  page: Page,
  { locale, written }: { locale: Locale; written: Locale },
): Page & { lang: Locale } {
  const isOurs = locales.some((each) => {
    const { title, body } = texts[each][page.slug];
    return page.title === title && page.body === body.trim();
  });
  if (!isOurs) return { ...page, lang: written };
  const { title, body } = texts[locale][page.slug];
  return { ...page, title, body: body.trim(), lang: locale };
}
