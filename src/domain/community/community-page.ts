/** The pages that say what this community is; organisers write them in Markdown. */
import { z } from 'zod';
import { lengthOf, tidyLine, tidyText } from '#lib/text.ts';

export const pageSlugs = [
  'mentoring',
  'be-a-mentor',
  'get-a-mentor',
  'conduct',
  'organisers',
] as const;
export type PageSlug = (typeof pageSlugs)[number];

export const isPageSlug = (text: string): text is PageSlug =>
  pageSlugs.some((slug) => slug === text);

export interface CommunityPage {
  slug: PageSlug;
  version: number;
  title: string;
  /** Markdown. */
  body: string;
  /** Epoch milliseconds. */
  savedAt: number;
  /** Who saved it; '' for the text it came with, or for someone who has left. */
  savedBy: string;
}

export const longestTitle = 80;
export const longestBody = 20_000;

export const pageText = z.strictObject({
  title: z
    .string()
    .transform(tidyLine)
    .refine((title) => title !== '', 'title_missing')
    .refine((title) => lengthOf(title) <= longestTitle, 'too_long'),
  body: z
    .string()
    .transform(tidyText)
    .refine((body) => body !== '', 'body_missing')
    .refine((body) => lengthOf(body) <= longestBody, 'too_long'),
});

export type PageText = z.infer<typeof pageText>;

/** A title and a body for every page, in one language. */
export type PageTexts = Readonly<Record<PageSlug, PageText>>;
