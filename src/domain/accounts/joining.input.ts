/** What somebody says about themselves on joining. Each refusal is a code the page has words for. */
import { z } from 'zod';
import { hasHiddenCharacters, lengthOf, tidyLine } from '#lib/text.ts';

export const longestName = 80;

/** A person's name as they type it: any script, 1 to 80 characters, nothing hidden in it (requirement D6). */
export const memberName = z
  .string()
  .transform(tidyLine)
  .refine((name) => name !== '', 'name_missing')
  .refine((name) => lengthOf(name) <= longestName, 'name_long')
  .refine((name) => !hasHiddenCharacters(name), 'name_hidden');

export const joinForm = z.strictObject({
  name: memberName,
  isOldEnough: z.literal(true, 'age_missing'),
  agrees: z.literal(true, 'conduct_missing'),
});

export type JoinForm = z.infer<typeof joinForm>;
