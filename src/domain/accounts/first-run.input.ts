/** What the first organiser says when the community is set up. Messages are codes the page has words for. */
import { z } from 'zod';
import { hasHiddenCharacters, lengthOf, tidyLine, tidyText } from '#lib/text.ts';
import { readAddress } from './email-address.ts';
import { communitySettings } from '#domain/community/community.input.ts';
import { longestBody } from '#domain/community/community-page.ts';

const longestName = 80;

const emailAddress = z.string().transform((text, context) => {
  const address = readAddress(text);
  if (address !== null) return address;
  context.addIssue({ code: 'custom', message: text.trim() === '' ? 'email_missing' : 'email_odd' });
  return z.NEVER;
});

export const firstRun = z.strictObject({
  ...communitySettings.omit({ tickDays: true }).shape,
  conduct: z
    .string()
    .transform(tidyText)
    .refine((text) => text !== '', 'body_missing')
    .refine((text) => lengthOf(text) <= longestBody, 'too_long'),
  organiserName: z
    .string()
    .transform(tidyLine)
    .refine((name) => name !== '', 'own_name_missing')
    .refine((name) => lengthOf(name) <= longestName, 'too_long')
    .refine((name) => !hasHiddenCharacters(name), 'hidden_characters'),
  organiserEmail: emailAddress,
  /** Old enough by the rule the organiser has just made; the birth date is never asked. */
  isOldEnough: z.literal(true, 'age_unconfirmed'),
});

export type FirstRun = z.infer<typeof firstRun>;
