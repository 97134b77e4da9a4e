/** What an organiser may say about the community. Each refusal's message is a code the page has words for. */
import { z } from 'zod';
import { locales } from '#lib/locale.ts';
import { languageCode } from '#lib/regions.ts';
import { hasHiddenCharacters, lengthOf, tidyLine } from '#lib/text.ts';

export const longestCommunityName = 80;
const mostLanguages = 20;

const wholeNumber = z
  .string()
  .trim()
  .regex(/^\d{1,4}$/, 'not_a_number')
  .transform(Number);

const communityName = z
  .string()
  .transform(tidyLine)
  .refine((name) => name !== '', 'name_missing')
  .refine((name) => lengthOf(name) <= longestCommunityName, 'too_long')
  .refine((name) => !hasHiddenCharacters(name), 'hidden_characters');

/** "English, deutsch" or "en de": names in many languages, or codes, parted by commas or lines. */
const languages = z.string().transform((text, context) => {
  const said = text
    .split(/[,;\n]/)
    .map(tidyLine)
    .filter((each) => each !== '');
  const codes = said.map((each) => languageCode(each));
  const unknown = said.filter((_, place) => codes[place] === null);
  if (said.length === 0) context.addIssue({ code: 'custom', message: 'languages_missing' });
  if (said.length > mostLanguages) context.addIssue({ code: 'custom', message: 'languages_many' });
  for (const each of unknown.slice(0, 1))
    context.addIssue({ code: 'custom', message: 'language_unknown', params: { value: each } });
  return [...new Set(codes.flatMap((code) => (code === null ? [] : [code])))];
});

const longestBase = 200;

/** An address rooms for video calls can be made under: https, nothing after the path. '' for none. */
const meetingBase = z
  .string()
  .transform((text) => text.trim().replace(/\/$/, ''))
  .refine((text) => text === '' || isBase(text), 'meeting_base');

function isBase(text: string): boolean {
  const address = URL.parse(text);
  if (address === null || text.length > longestBase) return false;
  const { protocol, search, hash, username, password } = address;
  return protocol === 'https:' && [search, hash, username, password].every((part) => part === '');
}

const yesOrNo = z.enum(['yes', 'no'], 'choose_one').transform((said) => said === 'yes');

export const communitySettings = z.strictObject({
  name: communityName,
  joinPolicy: z.enum(['open', 'invite', 'approval'], 'choose_one'),
  listVisibility: z.enum(['members', 'everyone'], 'choose_one'),
  languages,
  locale: z.enum(locales, 'choose_one'),
  minimumAge: wholeNumber.pipe(z.number().min(13, 'age_range').max(99, 'age_range')),
  tickDays: wholeNumber.pipe(z.number().min(7, 'tick_range').max(730, 'tick_range')),
  meetingBase: meetingBase.optional(),
  asksAround: yesOrNo.optional(),
});

export type CommunitySettings = z.infer<typeof communitySettings>;

/** The first refusal of each field: what is wrong, and the piece of text it is about ('' for the whole). */
export interface InputProblem {
  field: string;
  code: string;
  value: string;
}

/** One problem a field, in the order of the fields. */
export function problemsOf(error: z.ZodError): InputProblem[] {
  const first = new Map<string, InputProblem>();
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? '');
    const params: Record<string, unknown> | undefined =
      issue.code === 'custom' ? issue.params : undefined;
    const value = typeof params?.['value'] === 'string' ? params['value'] : '';
    if (!first.has(field)) first.set(field, { field, code: issue.message, value });
  }
  return [...first.values()];
}
