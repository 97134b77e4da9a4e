/** Words on the way out, as they are typed. An empty text is a choice: nothing is sent. */
import { z } from 'zod';
import { lengthOf, tidyText } from '#lib/text.ts';
import { longestThanks, longestWords } from './parting.ts';

/** A goodbye note, or what somebody picked up. */
export const lastWords = z
  .string()
  .transform(tidyText)
  .refine((words) => lengthOf(words) <= longestWords, 'words_long');

export const thanksWords = lastWords
  .refine((words) => words !== '', 'words_missing')
  .refine((words) => lengthOf(words) <= longestThanks, 'words_long');
