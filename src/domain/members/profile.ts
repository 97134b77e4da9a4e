/** What a member says about themselves: everything on the page "Your profile". */
import type { HelpMode, Terms, Writers } from './offer.ts';

/** How sure someone is: 1 curious, 2 comfortable, 3 confident. */
export interface SharedSkill {
  readonly name: string;
  readonly confidence: 1 | 2 | 3;
}

/** How much someone wants to learn it: 1 most of all, 2 soon, 3 some day. */
export interface WantedSkill {
  readonly name: string;
  readonly priority: 1 | 2 | 3;
}

export interface Profile {
  readonly name: string;
  readonly pronouns: string;
  /** Markdown. */
  readonly ownWords: string;
  readonly place: string;
  /** IANA zone, '' where not said. */
  readonly timeZone: string;
  /** 168 characters of 0 and 1, Monday 00:00 first, on the member's own clock; '' where not said. */
  readonly hours: string;
  /** BCP 47 codes. */
  readonly languages: readonly string[];
  /** https addresses. */
  readonly links: readonly string[];
  /** Whether anyone with the link sees the card. */
  readonly isPublic: boolean;
  readonly shares: readonly SharedSkill[];
  readonly wants: readonly WantedSkill[];
  /** The box. */
  readonly isAvailable: boolean;
  readonly capacity: number;
  readonly modes: readonly HelpMode[];
  readonly replyDays: number;
  readonly terms: Terms;
  readonly whoMayWrite: Writers;
}

export type ProfileField = keyof Profile;

/** In the order of the page. */
export const profileFields = [
  'isAvailable',
  'capacity',
  'modes',
  'replyDays',
  'terms',
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
] as const satisfies readonly ProfileField[];

/** Characters (code points) a field may have, and bytes where a text may be long. */
export const limits = {
  name: 80,
  pronouns: 40,
  ownWords: 3000,
  ownWordsBytes: 9000,
  place: 80,
  link: 300,
  links: 5,
  languages: 20,
  skill: 60,
  shares: 30,
  wants: 20,
  termsNote: 200,
} as const;

/** Adds skills to a list that has none of them yet, at its end; `key` says which names mean one skill. */
export function withSkills<Skill extends { readonly name: string }>(
  list: readonly Skill[],
  added: readonly Skill[],
  key: (name: string) => string,
): Skill[] {
  const all = new Map(list.map((skill) => [key(skill.name), skill]));
  for (const skill of added) if (!all.has(key(skill.name))) all.set(key(skill.name), skill);
  return [...all.values()];
}
