/** What may be sent from "Your profile". Each refusal is a code the page has words for. */
import { z } from 'zod';
import { languageCode, zoneNamed } from '#lib/regions.ts';
import { currencies, parseAmount } from '#lib/money.ts';
import { hasHiddenCharacters, lengthOf, tidyLine, tidyText } from '#lib/text.ts';
import { isWeekHours } from '#lib/week.ts';
import { helpModes, mostPeople, replyPromises, termsKinds, writers, type Terms } from './offer.ts';
import { limits, withSkills, type Profile } from './profile.ts';

/** The form as it was typed, to be shown again as it was. */
export interface ProfileDraft {
  name: string;
  pronouns: string;
  ownWords: string;
  place: string;
  timeZone: string;
  hours: string;
  languages: string[];
  links: string[];
  isPublic: boolean;
  shares: { name: string; level: string }[];
  wants: { name: string; level: string }[];
  isAvailable: boolean;
  capacity: string;
  modes: string[];
  replyDays: string;
  terms: string;
  amount: string;
  currency: string;
  termsNote: string;
  firstChatFree: boolean;
  whoMayWrite: string;
}

/** Something to mend: the field of the draft, which one of several, and what is wrong. */
export interface ProfileProblem {
  field: keyof ProfileDraft;
  /** Place in a list; 0 for a single field. */
  at: number;
  code: string;
}

const line = (longest: number) =>
  z
    .string()
    .transform((text) => tidyLine(text.toWellFormed()))
    .refine((text) => lengthOf(text) <= longest, 'too_long')
    .refine((text) => !hasHiddenCharacters(text), 'hidden');

/** A person's name: any script, nothing hidden in it (requirement D6). */
export const memberName = line(limits.name).refine((name) => name !== '', 'name_missing');

const ownWords = z
  .string()
  .transform(tidyText)
  .refine(
    (text) => lengthOf(text) <= limits.ownWords && bytesOf(text) <= limits.ownWordsBytes,
    'too_long',
  );

const timeZone = z.string().transform((text, context) => {
  const zone = text.trim() === '' ? '' : zoneNamed(text);
  if (zone === null) context.addIssue({ code: 'custom', message: 'zone_unknown' });
  return zone ?? '';
});

const language = z.string().transform((text, context) => {
  const code = languageCode(text);
  if (code === null) context.addIssue({ code: 'custom', message: 'language_unknown' });
  return code ?? '';
});

/** An https address as the browser would open it. */
const link = z.string().transform((text, context) => {
  const typed = tidyLine(text.toWellFormed());
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`);
  const isGood =
    url?.protocol === 'https:' &&
    url.hostname.includes('.') &&
    url.username === '' &&
    url.password === '';
  if (!isGood) context.addIssue({ code: 'custom', message: 'link_unusable' });
  else if (url.href.length > limits.link) context.addIssue({ code: 'custom', message: 'too_long' });
  return url?.href ?? '';
});

const level = z
  .enum(['1', '2', '3'], 'choose_one')
  .transform((text) => (text === '1' ? 1 : text === '2' ? 2 : 3));
const skill = z.object({
  name: line(limits.skill).refine((name) => name !== '', 'skill_missing'),
  level,
});

const capacity = z
  .string()
  .trim()
  .regex(/^\d{1,3}$/, 'capacity_range')
  .transform(Number)
  .refine((count) => count >= 1 && count <= mostPeople, 'capacity_range');

const draft = z.object({
  name: memberName,
  pronouns: line(limits.pronouns),
  ownWords,
  place: line(limits.place),
  timeZone,
  hours: z.string().refine((hours) => hours === '' || isWeekHours(hours), 'hours_unusable'),
  languages: z.array(language).max(limits.languages, 'too_many'),
  links: z.array(link).max(limits.links, 'too_many'),
  isPublic: z.boolean(),
  shares: z.array(skill).max(limits.shares, 'too_many'),
  wants: z.array(skill).max(limits.wants, 'too_many'),
  isAvailable: z.boolean(),
  capacity,
  modes: z.array(z.enum(helpModes, 'choose_one')),
  replyDays: z
    .string()
    .transform(Number)
    .refine((days) => replyPromises.some((promise) => promise === days), 'choose_one'),
  whoMayWrite: z.enum(writers, 'choose_one'),
});

const terms = z
  .object({
    terms: z.enum(termsKinds, 'choose_one'),
    amount: z.string(),
    currency: z.string(),
    termsNote: line(limits.termsNote),
    firstChatFree: z.boolean(),
  })
  .transform((said, context): Terms => {
    const kind = said.terms;
    const note = said.termsNote;
    if (kind !== 'charges') return { kind, amount: null, currency: '', note, firstChatFree: false };
    const currency = currencies.find((each) => each === said.currency);
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    if (currency === undefined) refuse('currency', 'choose_one');
    const amount = parseAmount(said.amount, currency ?? 'EUR');
    if (amount === null) refuse('amount', 'amount_unusable');
    return { kind, amount, currency: currency ?? '', note, firstChatFree: said.firstChatFree };
  });

/**
 * The profile a draft describes, or what to mend in it.
 *
 * @param skillKey says which names mean one skill, so that none is listed twice
 */
export function parseProfile(
  typed: ProfileDraft,
  skillKey: (name: string) => string,
): { profile: Profile } | { problems: ProfileProblem[] } {
  const said = { ...typed, links: typed.links.filter((each) => each.trim() !== '') };
  const parsed = draft.safeParse(said);
  const money = terms.safeParse(said);
  const helpless = parsed.success && parsed.data.isAvailable && parsed.data.modes.length === 0;
  if (!parsed.success || !money.success || helpless) {
    const problems = [...issuesOf(parsed), ...issuesOf(money)].map((issue) =>
      problemFrom(issue, typed),
    );
    if (helpless) problems.push({ field: 'modes', at: 0, code: 'modes_missing' });
    return { problems: firstOfEach(problems) };
  }
  const { shares, wants, ...rest } = parsed.data;
  return {
    profile: {
      ...rest,
      hours: rest.hours.includes('1') ? rest.hours : '',
      languages: [...new Set(rest.languages)],
      links: [...new Set(rest.links)],
      shares: withSkills(
        [],
        shares.map(({ name, level: confidence }) => ({ name, confidence })),
        skillKey,
      ),
      wants: withSkills(
        [],
        wants.map(({ name, level: priority }) => ({ name, priority })),
        skillKey,
      ),
      terms: money.data,
    },
  };
}

const issuesOf = (result: z.ZodSafeParseResult<unknown>): z.core.$ZodIssue[] =>
  result.success ? [] : result.error.issues;

function problemFrom(issue: z.core.$ZodIssue, typed: ProfileDraft): ProfileProblem {
  const [field, place] = issue.path;
  const at = typeof place === 'number' ? place : 0;
  const name = draftFields.find((each) => each === field) ?? 'name';
  // Empty links were left out before; count them again so that the place is the one on the page.
  const filled = typed.links.flatMap((each, index) => (each.trim() === '' ? [] : [index]));
  return { field: name, at: name === 'links' ? (filled[at] ?? 0) : at, code: issue.message };
}

const draftFields: readonly (keyof ProfileDraft)[] = [
  'isAvailable',
  'capacity',
  'modes',
  'replyDays',
  'terms',
  'amount',
  'currency',
  'termsNote',
  'firstChatFree',
  'whoMayWrite',
  'shares',
  'wants',
  'timeZone',
  'hours',
  'name',
  'pronouns',
  'ownWords',
  'place',
  'languages',
  'links',
  'isPublic',
];

/** One problem a place, in the order of the page. */
function firstOfEach(problems: ProfileProblem[]): ProfileProblem[] {
  const first = new Map<string, ProfileProblem>();
  for (const problem of problems) {
    const place = `${problem.field} ${problem.at}`;
    if (!first.has(place)) first.set(place, problem);
  }
  const order = (problem: ProfileProblem) => draftFields.indexOf(problem.field) * 100 + problem.at;
  return [...first.values()].toSorted((a, b) => order(a) - order(b));
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
