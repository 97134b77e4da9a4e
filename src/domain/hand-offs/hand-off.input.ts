/** Why somebody might fit, as it is typed; nothing need be said. */
import { z } from 'zod';
import { lengthOf, tidyText } from '#lib/text.ts';
import { longestReason } from './hand-off.ts';

export const handOffWords = z
  .string()
  .transform(tidyText)
  .refine((words) => lengthOf(words) <= longestReason, 'words_long');
