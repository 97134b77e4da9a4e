/** Words on the way out, as they are typed. An empty text is a choice: nothing is sent. */
import { z } from 'zod';
import { lengthOf, tidyText } from '#lib/text.ts';
import { longestGoodbye, longestPickedUp, longestThanks } from './last-words.ts';

const text = (limit: number) =>
  z
    .string()
    .transform(tidyText)
    .refine((words) => lengthOf(words) <= limit, 'words_long');

export const goodbyeWords = text(longestGoodbye);
export const pickedUpWords = text(longestPickedUp);
export const thanksWords = text(longestThanks).refine((words) => words !== '', 'words_missing');
