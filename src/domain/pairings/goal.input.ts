/** What may be sent from "What we're each after". */
import { z } from 'zod';
import { lengthOf, tidyLine } from '#lib/text.ts';
import { longestGoal } from './goal.ts';

export const goalWords = z
  .string()
  .transform(tidyLine)
  .refine((words) => words !== '', 'words_missing')
  .refine((words) => lengthOf(words) <= longestGoal, 'words_long');
