/** The text a new community's pages come with; from then on they are its own. */
import { english } from './english.ts';
import { german } from './german.ts';
import { pageSlugs, type PageSlug, type PageTexts } from './page.ts';

const texts: Readonly<Record<'en' | 'de', PageTexts>> = { en: english, de: german };

/** Every page in one language, in the order they are listed. */
export function defaultPages(locale: 'en' | 'de'): { slug: PageSlug; title: string; body: string }[] {
  return pageSlugs.map((slug) => {
    const { title, body } = texts[locale][slug];
    return { slug, title, body: body.trim() };
  });
}
