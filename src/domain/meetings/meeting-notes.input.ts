/** Notes as they are typed. Each refusal is a code the page has words for. */
import { z } from 'zod';
import { lengthOf, tidyText } from '#lib/text.ts';

const longestNotes = 20_000;

/** Notes, shared or private; '' is allowed and empties them. */
export const notesBody = z
  .string()
  .transform(tidyText)
  .refine((body) => lengthOf(body) <= longestNotes, 'notes_long');
