/** A line written for a meeting. Each refusal is a code the page has words for. */
import { z } from 'zod';
import { lengthOf, tidyLine } from '#lib/text.ts';

const longestItem = 300;

/** Something to talk about, or something taken on. */
export const itemWords = z
  .string()
  .transform(tidyLine)
  .refine((words) => words !== '', 'words_missing')
  .refine((words) => lengthOf(words) <= longestItem, 'words_long');
