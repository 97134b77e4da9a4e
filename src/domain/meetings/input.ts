/** Words written for a meeting. Each refusal is a code the page has words for. */
import { z } from 'zod';
import { lengthOf, tidyLine, tidyText } from '#lib/text.ts';

export const longestItem = 300;
export const longestNotes = 20_000;

/** Something to talk about, or something taken on. */
export const itemWords = z
  .string()
  .transform(tidyLine)
  .refine((words) => words !== '', 'words_missing')
  .refine((words) => lengthOf(words) <= longestItem, 'words_long');

/** Notes, shared or private; '' is allowed and empties them. */
export const notesBody = z
  .string()
  .transform(tidyText)
  .refine((body) => lengthOf(body) <= longestNotes, 'notes_long');
