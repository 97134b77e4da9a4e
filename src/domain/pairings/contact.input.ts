/** A way to reach somebody, as they type it. Each refusal is a code the page has words for. */
import { z } from 'zod';
import { hasHiddenCharacters, lengthOf, tidyLine } from '#lib/text.ts';
import { longestLabel, longestValue } from './contact.ts';

const line = (name: 'label' | 'value', limit: number) =>
  z
    .string()
    .transform(tidyLine)
    .refine((text) => text !== '', `${name}_missing`)
    .refine((text) => lengthOf(text) <= limit, `${name}_long`)
    .refine((text) => !hasHiddenCharacters(text), `${name}_hidden`);

export const contactForm = z.strictObject({
  label: line('label', longestLabel),
  value: line('value', longestValue),
});
